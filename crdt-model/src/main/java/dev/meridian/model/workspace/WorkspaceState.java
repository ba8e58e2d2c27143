package dev.meridian.model.workspace;

import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Team;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All documents of a workspace as they were at one moment.
 *
 * @param boards those that are here, whether the team lists them or not
 * @param documents likewise
 */
public record WorkspaceState(Team team, SortedMap<BoardId, Board> boards, SortedMap<DocumentId, Document> documents) {

    public WorkspaceState {
        boards = Collections.unmodifiableSortedMap(new TreeMap<>(boards));
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    /** Boards of the team's list that are not in the trash, in their order. */
    public List<BoardEntry> boardsInOrder() {
        return team.boards().values().stream()
                .filter(entry -> !isDeleted(entry))
                .sorted(Comparator.comparingDouble(BoardEntry::order).thenComparing(BoardEntry::id))
                .toList();
    }

    /** Documents of the team's list that are not in the trash, by title. */
    public List<DocumentEntry> documentsByTitle() {
        return team.documents().values().stream()
                .filter(entry -> !isDeleted(entry))
                .sorted(Comparator.comparing(DocumentEntry::title).thenComparing(DocumentEntry::id))
                .toList();
    }

    /** Whether a board is in the trash, and nobody changed it without knowing that. */
    public boolean isDeleted(BoardEntry entry) {
        Board board = boards.get(entry.id());
        return entry.deleted(board == null ? Set.of() : board.heads());
    }

    /** Whether a document is in the trash, and nobody changed it without knowing that. */
    public boolean isDeleted(DocumentEntry entry) {
        Document document = documents.get(entry.id());
        return entry.deleted(document == null ? Set.of() : document.heads());
    }
}
