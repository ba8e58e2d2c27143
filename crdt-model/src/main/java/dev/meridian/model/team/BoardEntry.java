package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.value.Meta;
import java.util.Set;

/**
 * A board in the index.
 *
 * @param deletedAt heads of the board when it was last deleted; none where it never was
 */
public record BoardEntry(BoardId id, String title, double order, Set<ChangeHash> deletedAt, Meta meta) {

    public BoardEntry {
        deletedAt = Set.copyOf(deletedAt);
    }
}
