package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.value.Meta;
import java.util.Set;

/**
 * A document in the index.
 *
 * @param deletedAt heads of the document as whoever deleted it knew them; none where nobody did
 */
public record DocumentEntry(DocumentId id, String title, Set<ChangeHash> deletedAt, Meta meta) {

    public DocumentEntry {
        deletedAt = Set.copyOf(deletedAt);
    }

    /**
     * Whether the document is in the trash: somebody put it there and nobody changed it since without knowing.
     *
     * @param heads of the document now; empty where it is not here
     */
    public boolean deleted(Set<ChangeHash> heads) {
        return meta.life().deleted() && deletedAt.containsAll(heads);
    }
}
