package dev.meridian.client.local;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.plan.PlanDocument;
import org.jspecify.annotations.Nullable;

/** A document in memory, and how far it follows the store. Owned by the workspace's thread. */
final class Slot implements AutoCloseable {
    final Replica replica;
    /** Absent while nobody has said what kind of document it is, and it does not say so itself. */
    @Nullable
    PlanDocument<?, ?> plan;
    /** Everything in the store up to here is in the document, or refused. */
    long ordinal;

    Slot(Replica replica) {
        this.replica = replica;
    }

    @Override
    public void close() {
        replica.close();
    }
}
