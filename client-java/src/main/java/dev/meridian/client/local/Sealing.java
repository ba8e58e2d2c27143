package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.OutboxRow;
import dev.meridian.client.store.OutboxTable;
import dev.meridian.client.store.UnsealedChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.Opening;
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

    /** Seals all that waits, and again what is sealed under an epoch that is over, where this device has the key. */
    public void sealAll() {
        standing.follow();
        Optional<EnvelopeSealer> sealer = standing.sealer();
        if (sealer.isEmpty()) {
            return;
        }
        HeadRef seen = standing.seen();
        if (store.meta().number(Name.SEALED_EPOCH) < standing.epoch()) {
            store.write(() -> {
                sealAnew(sealer.get(), seen);
                return true;
            });
        }
        while (store.outbox().hasUnsealed()) {
            store.write(() -> {
                sealSome(sealer.get(), seen);
                return true;
            });
        }
    }

    /** The relay says that an item is sealed under an epoch that is over: it is sealed again when the key of the next is here. */
    public void isStale() {
        store.write(() -> {
            store.meta().put(Name.SEALED_EPOCH, 0);
            return true;
        });
    }

    /**
     * Offers once more what a relay refused of this device's changes, where the log says that it may write them (CLI-40): it has become an editor
     * again, or that relay lied. Else all that builds on it would wait for it at everybody else's for good.
     */
    public void offerAgain() {
        Optional<EnvelopeOpener> opener = standing.opener();
        List<OutboxTable.RefusedEnvelope> refused = store.outbox().refusedEnvelopes();
        if (opener.isEmpty() || refused.isEmpty()) {
            return;
        }
        store.write(() -> {
            refused.forEach(each -> offerAgain(each, opener.get()));
            return true;
        });
    }

    private void offerAgain(OutboxTable.RefusedEnvelope refused, EnvelopeOpener opener) {
        if (opener.openVerified(refused.item()) instanceof Opening.Changes changes
                && changes.batch().actor().device().equals(device)
                && standing.logged().mayWrite(device, changes.document())) {
            ChangeBatch batch = changes.batch();
            store.outbox().unseal(changes.document(), batch.actor(), batch.firstSeq(), batch.lastSeq());
            store.outbox().forgetRefused(refused.id());
        }
    }

    // Each change gets another id with another key, so what is not in the log yet must not go out under both: the bytes
    // of
    // before leave the outbox in the transaction that brings the new ones. Had they landed, the log would have shown
    // it:
    // it
    // comes in order, and the new epoch comes after them. Statements follow the changes that they may speak of.
    private void sealAnew(EnvelopeSealer sealer, HeadRef seen) {
        List<Opening.Stated> statements = new ArrayList<>();
        EnvelopeOpener opener = standing.opener().orElseThrow();
        for (OutboxRow row : store.outbox().envelopesOf(device)) {
            if (!isOfEpoch(row, standing.epoch())) {
                switch (opener.openVerified(row.item())) {
                    case Opening.Changes changes -> {
                        ChangeBatch batch = changes.batch();
                        store.outbox().unseal(changes.document(), batch.actor(), batch.firstSeq(), batch.lastSeq());
                        store.outbox().drop(row.id());
                    }
                    case Opening.Stated stated -> {
                        statements.add(stated);
                        store.outbox().drop(row.id());
                    }
                    case Opening.Presence presence -> {}
                    // Made again where it is still wanted.
                    case Opening.Snapshotted snapshot -> store.outbox().drop(row.id());
                    case Opening.Attested attested -> store.outbox().drop(row.id());
                    case Opening.UnknownKind unknown -> {}
                    case Opening.Unreadable unreadable -> {}
                    // Its key is not here (yet): the relay refuses it, and says so.
                    case Opening.Rejected rejected -> {}
                }
            }
        }
        while (store.outbox().hasUnsealed()) {
            sealSome(sealer, seen);
        }
        statements.forEach(each -> stateAnew(each, sealer));
        store.meta().put(Name.SEALED_EPOCH, standing.epoch());
    }

    private static boolean isOfEpoch(OutboxRow row, int epoch) {
        return SealedEnvelope.read(row.item()) instanceof SealedEnvelope.Read read
                && read.envelope().core().getEpoch() == epoch;
    }

    private void stateAnew(Opening.Stated stated, EnvelopeSealer sealer) {
        SealedEnvelope envelope = sealer.statement(stated.statement(), stated.seen(), entropy);
        store.outbox().addStatement(envelope.itemId(), device, envelope.bytes());
        store.statements().rename(stated.item(), envelope.itemId());
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
