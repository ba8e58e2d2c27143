package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.UnsealedChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts unsealed changes into envelopes: consecutive ones of one document and actor together, up to {@value #BATCH_BYTES} bytes. Each is sealed once, and the
 * sealed bytes are on the disk before they are sent (STORE-6): sealed twice, one change id would name two ciphertexts. Owned by the workspace's
 * thread.
 */
public final class Sealing {
    private static final int BATCH_BYTES = 512 * 1024;
    private static final long ROUND_BYTES = 8L << 20;

    private final WorkspaceStore store;
    private final Standing standing;
    private final DeviceId device;
    private final Entropy entropy;

    /** Sealing as this device. */
    public Sealing(WorkspaceStore store, Standing standing, DeviceId device, Entropy entropy) {
        this.store = store;
        this.standing = standing;
        this.device = device;
        this.entropy = entropy;
    }

    /** Seals all that waits, where this device has the key. */
    public void sealAll() {
        standing.follow();
        Optional<EnvelopeSealer> sealer = standing.sealer();
        if (sealer.isEmpty()) {
            return;
        }
        HeadRef seen = standing.seen();
        while (store.outbox().hasUnsealed()) {
            store.write(() -> {
                sealSome(sealer.get(), seen);
                return true;
            });
        }
    }

    private void sealSome(EnvelopeSealer sealer, HeadRef seen) {
        Map<Stream, Batch> open = new LinkedHashMap<>();
        for (UnsealedChange change : store.outbox().unsealed(ROUND_BYTES)) {
            Stream stream = new Stream(change.document(), change.actor());
            Batch batch = open.get(stream);
            if (batch != null && !batch.takes(change)) {
                seal(batch, sealer, seen);
                open.remove(stream);
                batch = null;
            }
            if (batch == null) {
                batch = new Batch();
                open.put(stream, batch);
            }
            batch.add(change);
        }
        open.values().forEach(batch -> seal(batch, sealer, seen));
    }

    private void seal(Batch batch, EnvelopeSealer sealer, HeadRef seen) {
        UnsealedChange first = batch.changes.getFirst();
        UnsealedChange last = batch.changes.getLast();
        ByteString chunks = ByteString.copyFrom(
                batch.changes.stream().map(UnsealedChange::chunk).toList());
        SealedEnvelope envelope = sealer.changes(
                first.document(),
                new ChangeBatch(first.actor(), first.seq(), last.seq(), last.hash(), chunks),
                seen,
                entropy);
        store.outbox()
                .addEnvelope(
                        envelope.itemId(),
                        device,
                        envelope.bytes(),
                        batch.changes.stream().map(UnsealedChange::ordinal).toList());
    }

    private record Stream(DocumentId document, ActorId actor) {}

    private static final class Batch {
        private final List<UnsealedChange> changes = new ArrayList<>();
        private long bytes;

        boolean takes(UnsealedChange change) {
            return change.seq() == changes.getLast().seq() + 1
                    && bytes + change.chunk().size() <= BATCH_BYTES;
        }

        void add(UnsealedChange change) {
            changes.add(change);
            bytes += change.chunk().size();
        }
    }
}
