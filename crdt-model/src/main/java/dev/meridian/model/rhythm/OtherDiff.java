package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.value.Field;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What differs between two states besides cards: documents, boards, groups, members, statuses. */
final class OtherDiff {

    private final WorkspaceState before;
    private final WorkspaceState after;
    private final Attribution attribution;
    private final Function<String, Optional<Change>> said;
    private final List<OtherLine> lines = new ArrayList<>();

    /** @param said what is new in the conversations about something, by hex id */
    OtherDiff(
            WorkspaceState before,
            WorkspaceState after,
            Attribution attribution,
            Function<String, Optional<Change>> said) {
        this.said = said;
        this.before = before;
        this.after = after;
        this.attribution = attribution;
    }

    List<OtherLine> lines() {
        documents();
        Map<BoardId, String> boards = boards(after);
        compare(boards(before), boards, Field.TITLE, Target.OfBoard::new);
        boards.keySet().forEach(this::groups);
        compare(members(before), members(after), Field.NAME, Target.OfOther::new);
        compare(statuses(before), statuses(after), Field.NAME, Target.OfOther::new);
        return lines;
    }

    private void documents() {
        Map<DocumentId, String> was = documents(before);
        Map<DocumentId, String> is = documents(after);
        Set<DocumentId> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        for (DocumentId id : all) {
            List<Change> changes =
                    changes(id, Optional.ofNullable(was.get(id)), Optional.ofNullable(is.get(id)), Field.TITLE);
            if (was.containsKey(id) && is.containsKey(id) && !text(before, id).equals(text(after, id))) {
                changes.add(attribution.signedText(id));
            }
            if (is.containsKey(id)) {
                said.apply(id.hex()).ifPresent(changes::add);
            }
            add(new Target.OfDocument(id, is.getOrDefault(id, was.getOrDefault(id, Names.UNTITLED))), changes);
        }
    }

    private static String text(WorkspaceState state, DocumentId id) {
        return Optional.ofNullable(state.documents().get(id))
                .map(Document::text)
                .orElse("");
    }

    /** Groups of boards that are there now; those of a new board come with it. */
    private void groups(BoardId board) {
        if (before.boards().containsKey(board)) {
            compare(groups(before, board), groups(after, board), Field.TITLE, Target.OfOther::new);
        }
    }

    private <I extends SubjectId & Comparable<I>> void compare(
            Map<I, String> was,
            Map<I, String> is,
            Field title,
            java.util.function.BiFunction<I, String, Target> target) {
        Set<I> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        for (I id : all) {
            add(
                    target.apply(id, is.getOrDefault(id, was.getOrDefault(id, Names.UNTITLED))),
                    changes(id, Optional.ofNullable(was.get(id)), Optional.ofNullable(is.get(id)), title));
        }
    }

    private List<Change> changes(SubjectId id, Optional<String> was, Optional<String> is, Field title) {
        List<Change> changes = new ArrayList<>();
        if (was.isEmpty()) {
            changes.add(attribution.signedLife(What.ADDED, Optional.empty(), Optional.empty(), List.of(id)));
        } else if (is.isEmpty()) {
            changes.add(attribution.signedLife(What.DELETED, Optional.empty(), Optional.empty(), List.of(id)));
        } else if (!was.equals(is)) {
            changes.add(attribution.signed(What.TITLE, was, is, id, title));
        }
        return changes;
    }

    private void add(Target target, List<Change> changes) {
        if (!changes.isEmpty()) {
            lines.add(new OtherLine(target, changes));
        }
    }

    private static Map<DocumentId, String> documents(WorkspaceState state) {
        Map<DocumentId, String> titles = new TreeMap<>();
        for (DocumentEntry entry : state.documentsByTitle()) {
            titles.put(entry.id(), Names.line(entry.title()));
        }
        return titles;
    }

    private static Map<BoardId, String> boards(WorkspaceState state) {
        Map<BoardId, String> titles = new TreeMap<>();
        for (BoardEntry entry : state.boardsInOrder()) {
            titles.put(entry.id(), Names.line(entry.title()));
        }
        return titles;
    }

    private static Map<GroupId, String> groups(WorkspaceState state, BoardId board) {
        Map<GroupId, String> titles = new TreeMap<>();
        state.boards().getOrDefault(board, Board.NOT_HERE).groups().values().stream()
                .filter(group -> !group.deleted())
                .forEach(group -> titles.put(group.id(), Names.line(group.title())));
        return titles;
    }

    private static Map<MemberId, String> members(WorkspaceState state) {
        Map<MemberId, String> names = new TreeMap<>();
        state.team().members().values().stream()
                .filter(member -> !member.meta().life().deleted())
                .forEach(member -> names.put(member.id(), member.name()));
        return names;
    }

    private static Map<StatusId, String> statuses(WorkspaceState state) {
        Map<StatusId, String> names = new TreeMap<>();
        state.team().statuses().values().stream()
                .filter(status -> !status.meta().life().deleted())
                .forEach(status -> names.put(status.id(), status.name()));
        return names;
    }
}
