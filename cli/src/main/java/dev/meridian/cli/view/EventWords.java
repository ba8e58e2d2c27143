package dev.meridian.cli.view;

import dev.meridian.client.Workspace;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events of one document as sentences. */
public final class EventWords {

    private final Team team;
    private final People people;
    private final String document;
    private final Optional<Scene> scene;
    private final DiscussionWords talk;

    private EventWords(Team team, String document, Optional<Scene> scene, Discussion discussion) {
        this.team = team;
        this.people = new People(team);
        this.document = document;
        this.scene = scene;
        this.talk = new DiscussionWords(people, discussion, this::name);
    }

    /** With the names that things have now. */
    public static EventWords of(Workspace workspace, dev.meridian.sync.id.DocumentId changed) {
        dev.meridian.sync.id.DocumentId document = workspace.about(changed);
        BoardId board = new BoardId(document.hex());
        Optional<Scene> scene = workspace.team().snapshot().boards().containsKey(board)
                ? Optional.of(Scene.of(workspace, workspace.board(board)))
                : Optional.empty();
        DocumentId text = new DocumentId(document.hex());
        Discussion discussion = scene.map(found -> found.board().discussion())
                .orElseGet(() -> workspace.team().snapshot().documents().containsKey(text)
                        ? workspace.document(text).snapshot().discussion()
                        : Discussion.NONE);
        return new EventWords(workspace.team().snapshot(), document.hex(), scene, discussion);
    }

    public List<String> sentences(List<Event> events) {
        List<String> sentences = new ArrayList<>();
        events.forEach(event -> sentence(event).ifPresent(sentences::add));
        return sentences;
    }

    // Order on the canvas and such: true, and of no interest to a person who reads along.
    private static Optional<String> told(Field field, String sentence) {
        return switch (field) {
            case ORDER, EXTRA, DEVICE, STATUS_WORD, OUT_OF_HOURS -> Optional.empty();
            default -> Optional.of(sentence);
        };
    }

    private Optional<String> sentence(Event event) {
        Optional<DiscussionWords.Told> said = talk.told(event);
        return said.isPresent() ? said.get().sentence() : otherSentence(event);
    }

    private Optional<String> otherSentence(Event event) {
        return switch (event) {
            case Event.DocumentMade made -> Optional.empty();
            case Event.Added added -> Optional.of(people.name(added.author()) + " added " + name(added.subject()));
            case Event.FieldChanged changed ->
                told(
                        changed.field(),
                        people.name(changed.author()) + " set "
                                + Trouble.word(changed.field()) + " of " + name(changed.subject()) + ": "
                                + value(changed.field(), changed.before()) + " → "
                                + value(changed.field(), changed.after()));
            case Event.Moved moved -> Optional.of(people.name(moved.author()) + " moved " + name(moved.thing()));
            case Event.ItemAdded added -> told(added.field(), added(added));
            case Event.ItemRemoved removed ->
                told(
                        removed.field(),
                        doers(removed.authors()) + " removed " + Trouble.word(removed.field()) + " "
                                + item(removed.field(), removed.item()) + " from " + name(removed.subject()));
            case Event.DescriptionEdited edited ->
                Optional.of(doers(edited.authors()) + " edited the description of " + name(edited.card()));
            case Event.TextEdited edited -> Optional.of(textEdited(edited));
            case Event.WorkspaceNamed named -> Optional.of("the workspace is called " + named.after() + " now");
            case Event.CycleSet set ->
                Optional.of(people.name(set.author()) + " set the team's "
                        + set.kind().word() + ": "
                        + set.after().map(CycleWords::of).orElse("not any more"));
            case Event.Deleted deleted ->
                Optional.of(people.name(deleted.author()) + " deleted " + name(deleted.subject()));
            case Event.Restored restored ->
                Optional.of(people.name(restored.author()) + " restored " + name(restored.subject()));
            case Event.Revived revived ->
                Optional.of(name(revived.subject()) + " is back: deleted by "
                        + people.names(revived.revival().deletedBy()) + " while "
                        + people.names(revived.revival().editedBy()) + " edited it");
            case Event.Purged purged ->
                Optional.of(doers(purged.authors()) + " removed something from the trash for good");
            case Event.ConflictArose arose ->
                Optional.of("conflict: " + Trouble.word(arose.conflict().field()) + " of " + name(arose.subject())
                        + " was written by two at once");
            case Event.ConflictSettled settled ->
                Optional.of("settled: " + Trouble.word(settled.field()) + " of " + name(settled.subject()));
            case Event.CycleFormed formed -> Optional.of("arrows form a circle: " + path(formed.path()));
            case Event.CycleBroken broken -> Optional.of("no circle any more: " + path(broken.path()));
        };
    }

    private String added(Event.ItemAdded added) {
        String who = people.name(added.author());
        return added.field() == Field.WHY
                ? who + " on " + name(added.subject()) + ": “" + Scene.firstLine(added.item()) + "”"
                : who + " added " + Trouble.word(added.field()) + " " + item(added.field(), added.item()) + " to "
                        + name(added.subject());
    }

    private String textEdited(Event.TextEdited edited) {
        return doers(edited.authors()) + " edited " + name(new DocumentId(document));
    }

    /** Who did what came in one batch: who of them removes or types leaves no mark. */
    private String doers(Set<DeviceId> authors) {
        return authors.isEmpty() ? "somebody" : people.names(authors);
    }

    private String path(List<CardId> cards) {
        return scene.map(on -> new Trouble(on).path(cards)).orElse("");
    }

    private String value(Field field, Optional<String> stored) {
        return scene.map(on -> new Trouble(on).value(field, stored)).orElseGet(() -> stored.orElse("(none)"));
    }

    private String item(Field field, String item) {
        return switch (field) {
            case OWNER -> team.members().containsKey(memberOrNobody(item)) ? people.name(memberOrNobody(item)) : item;
            case DOCUMENT -> name(new DocumentId(item));
            default -> item;
        };
    }

    private static MemberId memberOrNobody(String item) {
        return new MemberId(Ids.isId(item) ? item : "0".repeat(32));
    }

    private String name(SubjectId subject) {
        return switch (subject) {
            case CardId card ->
                on().map(board -> board.cards().get(card))
                        .map(Card::title)
                        .map(Scene::firstLine)
                        .orElse("a card");
            case GroupId group ->
                "group "
                        + on().map(board -> board.groups().get(group))
                                .map(Group::title)
                                .orElse("");
            case DependencyId arrow ->
                "the arrow "
                        + on().map(board -> board.dependencies().get(arrow))
                                .map(this::ends)
                                .orElse("");
            case MemberId member -> people.name(member);
            case StatusId status ->
                "status "
                        + Optional.ofNullable(team.statuses().get(status))
                                .map(each -> each.name())
                                .orElse("");
            case BoardId board ->
                "board "
                        + Optional.ofNullable(team.boards().get(board))
                                .map(each -> each.title())
                                .orElse("");
            case DiscussionId said -> talk.name(said);
            case DocumentId id ->
                "document "
                        + Optional.ofNullable(team.documents().get(id))
                                .map(each -> each.title())
                                .orElse("");
        };
    }

    private Optional<Board> on() {
        return scene.map(Scene::board);
    }

    private String ends(Dependency arrow) {
        return scene.map(on -> on.titleOf(arrow.from()) + " → " + on.titleOf(arrow.to()))
                .orElse("");
    }
}
