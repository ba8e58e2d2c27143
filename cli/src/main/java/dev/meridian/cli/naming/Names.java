package dev.meridian.cli.naming;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.client.BoardHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.Owner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what a person names in an open workspace. */
public final class Names {

    /** Something found on a board. */
    public record OnBoard<T>(BoardHandle board, T thing) {}

    private final Workspace workspace;

    public Names(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The named board, or the only one. */
    public BoardHandle board(Optional<String> name) {
        Candidates<BoardHandle> candidates = new Candidates<>("board");
        workspace
                .boards()
                .forEach(entry -> candidates.add(entry.id().hex(), entry.title(), workspace.board(entry.id())));
        return name.map(candidates::pick)
                .orElseGet(() -> candidates.only("--board", "meridian board create TITLE, or meridian import FILE"));
    }

    /** The named board, or all of them. */
    public List<BoardHandle> boards(Optional<String> name) {
        return name.map(given -> List.of(board(Optional.of(given))))
                .orElseGet(() -> workspace.boards().stream()
                        .map(BoardEntry::id)
                        .map(workspace::board)
                        .toList());
    }

    /** A card that is not in the trash, on the named board or on any. */
    public OnBoard<Card> card(Optional<String> board, String name) {
        return card("card", boards(board), name, card -> !card.deleted());
    }

    /** A card on this board. */
    public Card card(BoardHandle board, String name) {
        return card("card", List.of(board), name, card -> !card.deleted()).thing();
    }

    /** A card in the trash. */
    public OnBoard<Card> deletedCard(Optional<String> board, String name) {
        return card("card in the trash", boards(board), name, Card::deleted);
    }

    private static OnBoard<Card> card(String kind, List<BoardHandle> boards, String name, Predicate<Card> wanted) {
        Candidates<OnBoard<Card>> candidates = new Candidates<>(kind);
        for (BoardHandle board : boards) {
            board.snapshot().cards().values().stream()
                    .filter(wanted)
                    .forEach(card -> candidates.add(card.id().hex(), card.title(), new OnBoard<>(board, card)));
        }
        return candidates.pick(name);
    }

    /** A card or a group: an end of an arrow. */
    public OnBoard<PlaceableId> placeable(Optional<String> board, String name) {
        Candidates<OnBoard<PlaceableId>> candidates = new Candidates<>("card");
        for (BoardHandle handle : boards(board)) {
            Board snapshot = handle.snapshot();
            snapshot.cards().values().stream()
                    .filter(card -> !card.deleted())
                    .forEach(card -> candidates.add(card.id().hex(), card.title(), new OnBoard<>(handle, card.id())));
            snapshot.groups().values().stream()
                    .filter(group -> !group.deleted())
                    .forEach(group ->
                            candidates.add(group.id().hex(), group.title(), new OnBoard<>(handle, group.id())));
        }
        return candidates.pick(name);
    }

    public GroupId group(BoardHandle board, String name) {
        Candidates<Group> candidates = new Candidates<>("group");
        board.snapshot().groups().values().stream()
                .filter(group -> !group.deleted())
                .forEach(group -> candidates.add(group.id().hex(), group.title(), group));
        return candidates.pick(name).id();
    }

    public DocumentEntry document(String name) {
        Candidates<DocumentEntry> candidates = new Candidates<>("document");
        workspace.documents().forEach(entry -> candidates.add(entry.id().hex(), entry.title(), entry));
        return candidates.pick(name);
    }

    public Status status(String name) {
        Candidates<Status> candidates = new Candidates<>("status");
        workspace.team().statuses().forEach(status -> candidates.add(status.id().hex(), status.name(), status));
        return candidates.pick(name);
    }

    /** A member by name or id; {@code me} is whoever this home belongs to, unless somebody goes by that name. */
    public Member member(String name) {
        List<Member> members = workspace.team().members();
        if (name.equalsIgnoreCase("me")
                && members.stream().noneMatch(each -> each.name().equalsIgnoreCase(name))) {
            return workspace
                    .me()
                    .flatMap(me -> workspace.team().snapshot().member(me))
                    .orElseThrow(() -> new CommandFailed(
                            ExitCode.NOT_FOUND,
                            "the team does not know yet whose device this is; try again after: meridian sync"));
        }
        Candidates<Member> candidates = new Candidates<>("member");
        members.forEach(member -> candidates.add(member.id().hex(), member.name(), member));
        return candidates.pick(name);
    }

    /** A member by name; {@code @somebody} is a name from elsewhere that no member goes by. */
    public Owner owner(String name) {
        if (name.equalsIgnoreCase("me")) {
            Optional<Owner> me = workspace.me().map(Owner::of);
            if (me.isPresent()) {
                return me.get();
            }
        }
        List<Member> members = workspace.team().members();
        if (name.startsWith("@")
                && members.stream()
                        .noneMatch(
                                each -> each.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))) {
            return Owner.named(name);
        }
        Candidates<Member> candidates = new Candidates<>("member");
        members.forEach(member -> candidates.add(member.id().hex(), member.name(), member));
        return Owner.of(candidates.pick(name).id());
    }
}
