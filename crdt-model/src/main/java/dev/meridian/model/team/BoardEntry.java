package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.value.Meta;
import java.util.Set;

/**
 * A board in the index.
 *
 * @param deletedAt heads of the board as whoever deleted it knew them; none where nobody did
 */
public record BoardEntry(BoardId id, String title, double order, Set<ChangeHash> deletedAt, Meta meta) {

    public BoardEntry {
        deletedAt = Set.copyOf(deletedAt);
    }

    /**
     * Whether the board is in the trash: somebody put it there and nobody changed it since without knowing.
     *
     * @param heads of the board now; empty where it is not here
     */
    public boolean deleted(Set<ChangeHash> heads) {
        return meta.life().deleted() && deletedAt.containsAll(heads);
    }
}
