package dev.meridian.cli.view;

import dev.meridian.client.BoardHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.discussion.BlockerView;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.StatusCategory;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One board with the team document that gives its ids their names, as of one moment. */
public final class Scene {

    private static final int DIGITS_MIN = 4;
    private static final Comparator<Card> AS_READ = Comparator.comparingInt(
                    (Card card) -> card.position().y())
            .thenComparingInt(card -> card.position().x())
            .thenComparing(card -> card.id().hex());

    private final BoardId id;
    private final String title;
    private final Board board;
    private final Team team;
    private final People people;
    private final int digits;
    private final Map<PlaceableId, List<Dependency>> arrowsTo = new HashMap<>();
    private final Map<PlaceableId, List<Dependency>> arrowsFrom = new HashMap<>();
    private final Map<TopicId, List<BlockerView>> blockers;
    private final Map<TopicId, List<CommentThread>> threads;

    private Scene(BoardId id, String title, Board board, Team team) {
        this.id = id;
        this.title = title;
        this.board = board;
        this.team = team;
        this.people = new People(team);
        this.digits = digitsNeeded(board);
        this.blockers = board.discussion().blockersByTopic();
        this.threads = board.discussion().byTopic();
        for (Dependency arrow : arrows()) {
            arrowsTo.computeIfAbsent(arrow.to(), none -> new ArrayList<>()).add(arrow);
            arrowsFrom.computeIfAbsent(arrow.from(), none -> new ArrayList<>()).add(arrow);
        }
    }

    public static Scene of(Workspace workspace, BoardHandle handle) {
        return workspace.read(view -> {
            Team team = view.team();
            String title = Optional.ofNullable(team.boards().get(handle.id()))
                    .map(entry -> entry.title())
                    .orElse("");
            return new Scene(handle.id(), title, view.board(handle.id()), team);
        });
    }

    /** As it was at some moment; empty where the board was not there. */
    public static Optional<Scene> of(WorkspaceState state, BoardId id) {
        return Optional.ofNullable(state.boards().get(id))
                .flatMap(board -> state.team()
                        .board(id)
                        .filter(entry -> !state.isDeleted(entry))
                        .map(entry -> new Scene(id, entry.title(), board, state.team())));
    }

    public BoardId id() {
        return id;
    }

    public String title() {
        return title;
    }

    public Board board() {
        return board;
    }

    public Team team() {
        return team;
    }

    public People people() {
        return people;
    }

    /** Not in the trash, by place: from the top down, then from the left. */
    public List<Card> cards() {
        return board.cards().values().stream()
                .filter(card -> !card.deleted())
                .sorted(AS_READ)
                .toList();
    }

    public List<Card> trash() {
        return board.cards().values().stream()
                .filter(Card::deleted)
                .sorted(AS_READ)
                .toList();
    }

    /** Not in the trash, by place: from the left to the right, then downwards. */
    public List<Group> groups() {
        return board.groups().values().stream()
                .filter(group -> !group.deleted())
                .sorted(Comparator.comparingInt(
                                (Group group) -> group.position().x())
                        .thenComparingInt(group -> group.position().y())
                        .thenComparing(group -> group.id().hex()))
                .toList();
    }

    /** Not in the trash, and both of its ends neither. */
    public List<Dependency> arrows() {
        return board.dependencies().values().stream()
                .filter(arrow -> !arrow.deleted() && isThere(arrow.from()) && isThere(arrow.to()))
                .sorted(Comparator.comparingDouble(Dependency::order)
                        .thenComparing(arrow -> arrow.id().hex()))
                .toList();
    }

    public List<Dependency> arrowsTo(PlaceableId thing) {
        return arrowsTo.getOrDefault(thing, List.of());
    }

    public List<Dependency> arrowsFrom(PlaceableId thing) {
        return arrowsFrom.getOrDefault(thing, List.of());
    }

    /** Threads about a card with something to read, in order. */
    public List<CommentThread> threads(CardId card) {
        return threads.getOrDefault(card, List.of());
    }

    /** Comments that hold a card up, in order. */
    public List<BlockerView> blockers(CardId card) {
        return blockers.getOrDefault(card, List.of());
    }

    /** Cards that must be done before this one and are not. */
    List<Card> waitsFor(Card card) {
        return arrowsTo(card.id()).stream()
                .filter(arrow -> arrow.kind() == DependencyKind.BLOCKS)
                .flatMap(arrow -> card(arrow.from()).stream())
                .filter(blocker -> !isOver(blocker))
                .sorted(AS_READ)
                .toList();
    }

    boolean isOver(Card card) {
        return category(card)
                .filter(category -> category == StatusCategory.DONE || category == StatusCategory.DROPPED)
                .isPresent();
    }

    Optional<Status> status(Card card) {
        return card.status().flatMap(this::status);
    }

    Optional<Status> status(StatusId status) {
        return Optional.ofNullable(team.statuses().get(status));
    }

    Optional<StatusCategory> category(Card card) {
        return status(card).map(Status::category);
    }

    Optional<Card> card(PlaceableId thing) {
        return thing instanceof CardId card ? Optional.ofNullable(board.cards().get(card)) : Optional.empty();
    }

    Optional<Group> group(GroupId group) {
        return Optional.ofNullable(board.groups().get(group)).filter(each -> !each.deleted());
    }

    /** The title of a card or a group, on one line. */
    public String titleOf(PlaceableId thing) {
        String found = switch (thing) {
            case CardId card -> card(card).map(Card::title).orElse("");
            case GroupId group -> group(group).map(Group::title).orElse("");
        };
        return found.isBlank() ? shortId(thing) : firstLine(found);
    }

    String titleOf(DocumentId document) {
        return Optional.ofNullable(team.documents().get(document))
                .map(entry -> entry.title())
                .orElse(document.hex().substring(0, DIGITS_MIN));
    }

    /** The first line with anything in it. */
    static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("(untitled)");
    }

    /** As many digits of it as tell it from all others on this board. */
    public String shortId(PlaceableId thing) {
        return thing.hex().substring(0, digits);
    }

    private boolean isThere(PlaceableId thing) {
        return switch (thing) {
            case CardId card -> card(card).filter(each -> !each.deleted()).isPresent();
            case GroupId group -> group(group).isPresent();
        };
    }

    private static int digitsNeeded(Board board) {
        List<String> sorted =
                board.cards().keySet().stream().map(CardId::hex).sorted().toList();
        int needed = DIGITS_MIN;
        for (int i = 1; i < sorted.size(); i++) {
            needed = Math.max(needed, commonDigits(sorted.get(i - 1), sorted.get(i)) + 1);
        }
        return needed;
    }

    private static int commonDigits(String one, String other) {
        int common = 0;
        while (common < one.length() - 1 && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }
}
