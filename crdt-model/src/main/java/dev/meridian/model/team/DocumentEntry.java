package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.value.Meta;
import java.util.Set;

/**
 * A document in the index.
 *
 * @param deletedAt heads of the document when it was last deleted; none where it never was
 */
public record DocumentEntry(DocumentId id, String title, Set<ChangeHash> deletedAt, Meta meta) {

    public DocumentEntry {
        deletedAt = Set.copyOf(deletedAt);
    }
}
