package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.OutboxRow;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.SnapshotRow;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.client.Workers;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.Succession;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stores what the log brings: entries as they came, the changes in them, and what is rejected, each frame in one transaction (STORE-4). Documents are not
 * touched: they follow the store when they are next read. Owned by the workspace's thread.
 */
public final class Inbox {
    private static final int ROWS_A_TRANSACTION = 500;

    private final WorkspaceStore store;
    private final Standing standing;
    private final DeviceId device;
    private final Entropy entropy;
    private final Workers workers = new Cores();
    private final Packs packs;

    /** An inbox of this device's. */
    public Inbox(WorkspaceStore store, Standing standing, DeviceId device, Entropy entropy) {
        this.store = store;
        this.standing = standing;
        this.device = device;
        this.entropy = entropy;
        this.packs = new Packs(store, standing.logged().workspace());
    }

    /**
     * Stores entries that the client machine has verified.
     *
     * @param rewinds how often the log had been cut when the machine began
     * @param actor under which this home writes
     */
    public Delivery accept(List<VerifiedEntry> entries, SignedHead head, long rewinds, ActorId actor) {
        return store.write(
                () -> standing.rewinds() == rewinds ? append(entries, head, actor) : new Delivery.Outdated());
    }

    private Delivery append(List<VerifiedEntry> entries, SignedHead head, ActorId actor) {
        long lastPos = store.log().lastPos();
        Tally tally = new Tally(device);
        List<LogRow> fresh = new ArrayList<>();
        boolean mayBeSent = !store.outbox().isEmpty();
        long pos = lastPos;
        for (VerifiedEntry entry : entries) {
            if (entry.entry().pos() <= lastPos) {
                continue; // another process on this home has stored it
            }
            if (entry.entry().pos() != pos + 1) {
                return new Delivery.Outdated();
            }
            pos++;
            fresh.add(append(entry, mayBeSent, tally));
        }
        store.log().keepHead(positionOf(head), head.toByteString());
        keepLastOfReigns(fresh);
        standing.follow();
        standing.opener().ifPresent(opener -> open(fresh, lastPos, opener, tally, actor));
        return tally.stored(pos);
    }

    // MEM-19: the owner's record brings the last head of the relay before.
    private void keepLastOfReigns(List<LogRow> fresh) {
        for (LogRow row : fresh) {
            if (row.kind() == EntryKind.ENTRY_KIND_MEMBER && !row.rejected()) {
                Succession.baseOf(row.item())
                        .ifPresent(base ->
                                store.log().keepLast(base.pos(), base.head().toByteString(), base.gen()));
            }
        }
    }

    private static long positionOf(SignedHead head) {
        try {
            return Head.parseFrom(head.getHead()).getPos();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a head that the machine has verified does not parse", e);
        }
    }

    private LogRow append(VerifiedEntry entry, boolean mayBeSent, Tally tally) {
        LogRow row = new LogRow(
                entry.entry().pos(),
                entry.entry().kind(),
                entry.itemId(),
                entry.author(),
                entry.rejected().isPresent(),
                entry.entry().bytes(),
                entry.item(),
                entry.chain(),
                ByteString.EMPTY);
        store.log().append(row);
        if (entry.rejected().isEmpty()) {
            noteSnapshots(row);
        }
        Optional<OutboxRow> sent = entry.isPruned()
                ? sentBefore(entry, mayBeSent)
                : entry.author()
                        .filter(author -> mayBeSent)
                        .flatMap(author -> store.outbox().find(entry.itemId(), author));
        sent.ifPresent(each -> store.outbox().remove(each.id(), each.author()));
        tally.entry(entry.author(), sent);
        entry.rejected()
                .ifPresent(reason -> reject(
                        new RejectedRow(row.pos(), row.author(), entry.entry().document(), reason), tally));
        return row;
    }

    // An own item whose answer never came may be one that was pruned since: its hash tells.
    private Optional<OutboxRow> sentBefore(VerifiedEntry entry, boolean mayBeSent) {
        return mayBeSent
                ? store.outbox().envelopesOf(device).stream()
                        .filter(row -> entry.entry().isOf(row.item()))
                        .findFirst()
                : Optional.empty();
    }

    private void noteSnapshots(LogRow row) {
        if (row.kind() != EntryKind.ENTRY_KIND_ENVELOPE
                || row.isPruned()
                || !(SealedEnvelope.read(row.item()) instanceof SealedEnvelope.Read read)) {
            return;
        }
        SealedEnvelope envelope = read.envelope();
        if (envelope.core().getKind() == EnvelopeKind.ENVELOPE_KIND_SNAPSHOT) {
            HeadRef upto = envelope.core().getSeen();
            boolean placed = upto.getPos() < row.pos()
                    && store.log()
                            .at(upto.getPos())
                            .filter(each -> each.chain().equals(upto.getChain()))
                            .isPresent();
            store.snapshots()
                    .add(new SnapshotRow(
                            row.pos(),
                            envelope.document(),
                            envelope.core().getAfterPos(),
                            upto.getPos(),
                            envelope.device(),
                            envelope.mark().itemSha256(),
                            placed,
                            0));
        }
        envelope.attested()
                .ifPresent(mark ->
                        store.snapshots().attest(envelope.document(), mark.device(), mark.itemSha256(), row.pos()));
    }

    /**
     * The first entry whose body is gone and that no checked snapshot in the stored log holds; what comes after it is not opened. While the
     * log is not caught up, the snapshot may be still to come; after that the log is not whole.
     */
    public OptionalLong missing() {
        Optional<EnvelopeOpener> opener = standing.opener();
        long opened = store.meta().number(Name.OPENED);
        if (opener.isEmpty() || opened >= store.log().lastPos()) {
            return OptionalLong.empty();
        }
        return store.log().at(opened + 1).filter(LogRow::isPruned).stream()
                .mapToLong(LogRow::pos)
                .findFirst();
    }

    /** Opens what was stored before this device had the key, if there is any: after joining. */
    public Delivery.Stored openRest(ActorId actor) {
        Tally all = new Tally(device);
        boolean more = true;
        while (more) {
            more = store.write(() -> openSome(all, actor));
        }
        return all.stored(store.log().lastPos());
    }

    private boolean openSome(Tally tally, ActorId actor) {
        Optional<EnvelopeOpener> opener = standing.opener();
        long opened = store.meta().number(Name.OPENED);
        List<LogRow> rows = store.log().after(opened, ROWS_A_TRANSACTION);
        if (opener.isEmpty() || rows.isEmpty()) {
            return false;
        }
        open(rows, opened, opener.get(), tally, actor);
        return store.meta().number(Name.OPENED) > opened;
    }

    /** Opens rows right after a position, if everything before that is opened. */
    private void open(List<LogRow> all, long afterPos, EnvelopeOpener opener, Tally tally, ActorId actor) {
        if (store.meta().number(Name.OPENED) != afterPos) {
            return;
        }
        List<LogRow> rows = untilWhatIsMissing(all, opener);
        if (rows.isEmpty()) {
            return;
        }
        List<LogRow> envelopes = rows.stream()
                .filter(row -> row.kind() == EntryKind.ENTRY_KIND_ENVELOPE && !row.rejected())
                .toList();
        Unpacking unpacking = new Unpacking(store, opener, actor, row -> packs.at(row, opener));
        List<LogRow> whole = envelopes.stream().filter(row -> !row.isPruned()).toList();
        Iterator<Unpacking.Read> reads =
                workers.each(whole, row -> Unpacking.read(opener, row)).iterator();
        for (LogRow row : envelopes) {
            if (row.isPruned()) {
                unpacking.unpackPruned(row, tally);
            } else {
                unpacking.unpack(reads.next(), tally);
            }
        }
        tally.rejectedByUnpacking().forEach(row -> store.rejected().add(row));
        new Skipping(store, tally).skip(rows, standing.logged());
        if (tally.ownActorElsewhere()) {
            store.meta().put(Name.NONCE, entropy.bytes(ActorId.NONCE_LENGTH));
        }
        store.meta().put(Name.OPENED, rows.getLast().pos());
    }

    // Changes are taken in the order of the log, wherever they come from: what stands after one that is not to be had
    // waits.
    private List<LogRow> untilWhatIsMissing(List<LogRow> rows, EnvelopeOpener opener) {
        int end = 0;
        while (end < rows.size() && (!rows.get(end).isPruned() || packs.covers(rows.get(end), opener))) {
            end++;
        }
        return rows.subList(0, end);
    }

    private void reject(RejectedRow row, Tally tally) {
        store.rejected().add(row);
        tally.rejected(row);
    }
}
