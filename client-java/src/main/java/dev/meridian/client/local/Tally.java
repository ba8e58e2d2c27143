package dev.meridian.client.local;

import dev.meridian.client.store.OutboxRow;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts what entries of the log brought. Owned by the workspace's thread. */
final class Tally {
    private final DeviceId device;
    private final Set<DocumentId> documents = new HashSet<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final List<RejectedRow> byUnpacking = new ArrayList<>();
    private long received;
    private long sent;
    private long changesSent;
    private long repaired;
    private boolean ownActorElsewhere;

    Tally(DeviceId device) {
        this.device = device;
    }

    void entry(Optional<DeviceId> author, Optional<OutboxRow> fromOutbox) {
        if (fromOutbox.isPresent()) {
            if (fromOutbox.get().order() < 0) {
                repaired++;
            } else {
                sent++;
                changesSent += fromOutbox.get().changes();
            }
        } else if (!author.equals(Optional.of(device))) {
            received++;
        }
    }

    void rejected(RejectedRow row) {
        rejected.add(row);
    }

    void unpackingRejected(RejectedRow row) {
        rejected.add(row);
        byUnpacking.add(row);
    }

    /** Those found by unpacking since the last call. */
    List<RejectedRow> rejectedByUnpacking() {
        List<RejectedRow> found = List.copyOf(byUnpacking);
        byUnpacking.clear();
        return found;
    }

    void changed(DocumentId document) {
        documents.add(document);
    }

    void ownActorSeen() {
        ownActorElsewhere = true;
    }

    boolean ownActorElsewhere() {
        return ownActorElsewhere;
    }

    Delivery.Stored stored(long pos) {
        return new Delivery.Stored(pos, received, sent, changesSent, repaired, documents, rejected, ownActorElsewhere);
    }
}
