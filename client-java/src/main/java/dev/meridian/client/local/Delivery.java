package dev.meridian.client.local;

import dev.meridian.client.store.RejectedRow;
import dev.meridian.sync.id.DocumentId;
import java.util.List;
import java.util.Set;

/** What came of storing entries of the log. */
public sealed interface Delivery {

    /**
     * They are stored, by this process or by another before it.
     *
     * @param pos the last of them
     * @param received by others, new here
     * @param sent own items among them that were in the outbox
     * @param changesSent own changes in those
     * @param repaired entries that the relay had lost and has again
     * @param documents with changes that are still to be judged
     * @param rejected what is not applied, as far as that can be told without the documents
     * @param ownActorElsewhere whether something else writes under this home's actor: it has a new one from now on
     */
    record Stored(
            long pos,
            long received,
            long sent,
            long changesSent,
            long repaired,
            Set<DocumentId> documents,
            List<RejectedRow> rejected,
            boolean ownActorElsewhere)
            implements Delivery {
        public Stored {
            documents = Set.copyOf(documents);
            rejected = List.copyOf(rejected);
        }
    }

    /** The store is elsewhere than who delivers believes, because another process cut it: start again from where it is. */
    record Outdated() implements Delivery {}
}
