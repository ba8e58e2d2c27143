package dev.meridian.client;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.text.TextDiff;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A board of an open workspace. */
public final class BoardHandle {
    private final Workspace workspace;
    private final BoardId id;

    BoardHandle(Workspace workspace, BoardId id) {
        this.workspace = workspace;
        this.id = id;
    }

    /** Its id. */
    public BoardId id() {
        return id;
    }

    /** Its title in the index; empty where it has no entry there. */
    public String title() {
        BoardEntry entry = workspace.team().snapshot().boards().get(id);
        return entry == null ? "" : entry.title();
    }

    /** As it is now. */
    public Board snapshot() {
        return workspace.read(view -> view.board(id));
    }

    /** A card of it, in the trash or not. */
    public Optional<Card> card(CardId id) {
        return Optional.ofNullable(snapshot().cards().get(id));
    }

    /** Carries out all intents, or none. @throws dev.meridian.model.intent.IntentRefused as it says */
    public Edit apply(BoardIntent... intents) {
        return apply(List.of(intents));
    }

    /** As above. */
    public Edit apply(List<BoardIntent> intents) {
        return workspace.apply(Plan.builder().board(id, intents).build());
    }

    /** What {@link #apply} would warn of; writes nothing. */
    public List<Warning> check(List<BoardIntent> intents) {
        return workspace.checkBoard(id, intents);
    }

    /** What is said about its cards, by this machine's clock. */
    public DiscussionHandle discussion() {
        return discussion(InstantSource.system());
    }

    /** As above, by another clock. */
    public DiscussionHandle discussion(InstantSource clock) {
        return DiscussionHandle.of(workspace, id, clock);
    }

    /** Adds a card. */
    public CardId addCard(String title, Position position) {
        CardId card = new CardId(workspace.newId());
        apply(new BoardIntent.AddCard(card, title, position, Size.CARD));
        return card;
    }

    public Edit setTitle(ThingId thing, String title) {
        return apply(new BoardIntent.SetTitle(thing, title));
    }

    public Edit setStatus(CardId card, StatusId status) {
        return apply(new BoardIntent.SetStatus(card, Optional.of(status), Optional.empty()));
    }

    public Edit move(CardId card, Position position) {
        return apply(new BoardIntent.Move(card, position));
    }

    /** Replaces the Markdown of a card by what differs, so that what others type beside it merges. */
    public Edit setDescription(CardId card, String markdown) {
        return workspace.apply(view -> {
            Card known = view.board(id).cards().get(card);
            String before = known == null ? "" : known.description();
            return Plan.builder()
                    .board(id, new BoardIntent.EditDescription(card, TextDiff.splices(before, markdown)))
                    .build();
        });
    }

    /** Draws an arrow, also one that closes a cycle: ask {@link #check} before, or {@link #apply} it for the warnings. */
    public DependencyId link(CardId from, CardId to, DependencyKind kind) {
        DependencyId dependency = new DependencyId(workspace.newId());
        apply(new BoardIntent.AddDependency(dependency, from, to, kind));
        return dependency;
    }

    public Edit linkDocument(CardId card, DocumentId document) {
        return apply(new BoardIntent.LinkDocument(card, document));
    }

    /** Moves it to the trash. */
    public Edit delete(ThingId thing) {
        return apply(new BoardIntent.Delete(thing));
    }

    /** Takes it out of the trash. */
    public Edit restore(ThingId thing) {
        return apply(new BoardIntent.Restore(thing));
    }

    /** Titles the board in the index. */
    public Edit rename(String title) {
        return workspace.team().apply(new TeamIntent.SetTitle(id, title));
    }
}
