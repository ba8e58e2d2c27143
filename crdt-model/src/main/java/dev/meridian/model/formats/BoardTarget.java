package dev.meridian.model.formats;

import dev.meridian.model.board.Board;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Team;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where cards go.
 *
 * @param id of a board of the workspace, or a fresh one
 * @param title for the index, if the board is made
 * @param board as it is; {@link Board#NOT_HERE} to have it made
 */
public record BoardTarget(BoardId id, String title, Board board) {

    /** The board that an earlier import of a file of this name made, so that importing it again finds it. */
    public static Optional<BoardId> earlier(Team team, String kind, String file) {
        return team.boards().values().stream()
                .filter(entry -> !entry.meta().life().deleted())
                .filter(entry -> entry.meta()
                        .source()
                        .filter(source ->
                                source.kind().equals(kind) && source.id().equals(file))
                        .isPresent())
                .map(BoardEntry::id)
                .min(Comparator.comparing(BoardId::hex));
    }
}
