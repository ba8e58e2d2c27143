package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.ChangeState;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.SnapshotRow;
import dev.meridian.client.store.StoredChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ChangePack;
import dev.meridian.model.automerge.Gate;
import dev.meridian.model.automerge.GateCaps;
import dev.meridian.model.automerge.GateResult;
import dev.meridian.model.automerge.PackResult;
import dev.meridian.model.automerge.PackedChange;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.proto.v1.Frontier;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SnapshotContent;
import dev.meridian.sync.trust.SnapshotMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes snapshots of documents that have grown, and gives this device's word for those that others made, after comparing them with the
 * originals (SNAP-2, SNAP-4). Only while this client has what the relay has. Owned by the workspace's thread.
 */
public final class Snapshots {
    /** Of the chunks that go into one snapshot, without compression. */
    private static final long CHUNK_BYTES_MAX = 8L << 20;
    /** Of a packed snapshot: it has to fit a frame with all around it. */
    private static final int PACKED_BYTES_MAX = 900_000;

    private final WorkspaceStore store;
    private final Standing standing;
    private final Library library;
    private final Packs packs;
    private final DeviceId device;
    private final Entropy entropy;
    /** Snapshots that this device has looked at and will not vouch for, by position. */
    private final Set<Long> doubted = new HashSet<>();
    /** Up to where the log was looked through for documents that have grown. */
    private long lookedPos = Long.MIN_VALUE;

    /** As this device. */
    public Snapshots(WorkspaceStore store, Standing standing, Library library, DeviceId device, Entropy entropy) {
        this.store = store;
        this.standing = standing;
        this.library = library;
        this.packs = new Packs(store, standing.logged().workspace());
        this.device = device;
        this.entropy = entropy;
    }

    /**
     * Looks after the documents of the workspace.
     *
     * @param entries after how many entries of a document a snapshot is wanted; 0: none is
     * @return whether there is something new in the outbox
     */
    public boolean tend(int entries) {
        Optional<EnvelopeSealer> sealer = standing.sealer();
        Optional<EnvelopeOpener> opener = standing.opener();
        if (entries < 1
                || sealer.isEmpty()
                || opener.isEmpty()
                || !store.outbox().isEmpty()) {
            return false;
        }
        boolean any = false;
        Set<DocumentId> waiting = new HashSet<>();
        for (SnapshotRow row : store.snapshots().unattested()) {
            boolean vouched = mayVouch(row) && vouch(row, sealer.get(), opener.get());
            any |= vouched;
            if (!doubted.contains(row.pos())) {
                waiting.add(row.document());
            }
        }
        for (DocumentId document : grown(entries)) {
            if (!waiting.contains(document) && standing.logged().mayWrite(device, document)) {
                any |= make(document, sealer.get(), opener.get());
            }
        }
        return any;
    }

    // To look is to read an index of all changes: only where there can be enough new ones.
    private List<DocumentId> grown(int entries) {
        long lastPos = store.log().lastPos();
        boolean isTime = lookedPos == Long.MIN_VALUE || lastPos < lookedPos || lastPos - lookedPos >= entries / 8;
        if (!isTime) {
            return List.of();
        }
        lookedPos = lastPos;
        return store.snapshots().grown(entries);
    }

    private boolean mayVouch(SnapshotRow row) {
        Membership members = standing.logged();
        return !doubted.contains(row.pos())
                && members.mayWrite(device, row.document())
                && members.isSecondTo(device, row.author(), row.document());
    }

    /** Compares with the originals, one by one: the same changes at the same places, none more and none fewer. */
    private boolean vouch(SnapshotRow row, EnvelopeSealer sealer, EnvelopeOpener opener) {
        library.judge(row.document());
        Optional<String> doubt = doubt(row, opener);
        if (doubt.isPresent()) {
            doubted.add(row.pos());
            store.write(() -> {
                if (store.rejected().list().stream().anyMatch(each -> each.pos() == row.pos())) {
                    return false;
                }
                store.rejected()
                        .add(new RejectedRow(
                                row.pos(),
                                Optional.of(row.author()),
                                Optional.of(row.document()),
                                "a snapshot: " + doubt.get()));
                return true;
            });
            return false;
        }
        ByteString item = store.log().at(row.pos()).orElseThrow().item();
        SnapshotMark mark =
                ((SealedEnvelope.Read) SealedEnvelope.read(item)).envelope().mark();
        add(sealer.attestation(row.document(), mark, standing.seen(), entropy));
        return true;
    }

    private Optional<String> doubt(SnapshotRow row, EnvelopeOpener opener) {
        return switch (packs.open(row, opener)) {
            case SnapshotCheck.Flawed flawed -> Optional.of(flawed.reason());
            case SnapshotCheck.Sound sound -> compare(row, sound);
        };
    }

    private Optional<String> compare(SnapshotRow row, SnapshotCheck.Sound sound) {
        if (store.rejected().waitsUpTo(row.document(), row.uptoPos())) {
            return Optional.of("the log has changes there that wait for others");
        }
        List<StoredChange> own = originals(row.document(), row.afterPos(), row.uptoPos());
        if (own.size() != sound.changes().size()) {
            return Optional.of(
                    "it holds %d changes, the log %d".formatted(sound.changes().size(), own.size()));
        }
        for (int i = 0; i < own.size(); i++) {
            ParsedChange packed = sound.changes().get(i);
            boolean same = own.get(i).pos() == sound.positions().get(i)
                    && parsed(own.get(i)).hash().equals(packed.hash());
            if (!same) {
                return Optional.of(
                        "it is not what the log has at position " + own.get(i).pos());
            }
        }
        return Optional.empty();
    }

    private static ParsedChange parsed(StoredChange change) {
        if (Gate.parse(change.chunk(), GateCaps.DEFAULT) instanceof GateResult.Parsed parsed) {
            return parsed.change();
        }
        throw new IllegalStateException("a change that was accepted is refused now");
    }

    private List<StoredChange> originals(DocumentId document, long afterPos, long uptoPos) {
        return store.changes().after(document, 0).stream()
                .filter(change ->
                        change.state() == ChangeState.ACCEPTED && change.pos() > afterPos && change.pos() <= uptoPos)
                .sorted(Comparator.comparingLong(StoredChange::pos).thenComparingLong(StoredChange::seq))
                .toList();
    }

    private boolean make(DocumentId document, EnvelopeSealer sealer, EnvelopeOpener opener) {
        library.judge(document);
        long afterPos = store.snapshots().checkedUpto(document);
        List<StoredChange> changes = originals(document, afterPos, store.log().lastPos());
        List<byte[]> chunks = changes.stream().map(StoredChange::chunk).toList();
        int count = wholeEntries(changes, ChangePack.fitting(chunks, CHUNK_BYTES_MAX));
        while (count > 0) {
            List<StoredChange> some = changes.subList(0, count);
            long uptoPos = some.getLast().pos();
            if (store.rejected().waitsUpTo(document, uptoPos)) {
                return false;
            }
            byte[] packed = ChangePack.pack(some.stream()
                    .map(each -> new PackedChange(each.pos(), each.chunk()))
                    .toList());
            if (packed.length <= PACKED_BYTES_MAX) {
                Optional<SnapshotContent> content = content(afterPos, uptoPos, packed, opener);
                content.ifPresent(each -> add(sealer.snapshot(document, each, place(uptoPos), entropy)));
                return content.isPresent();
            }
            count = wholeEntries(changes, count / 2);
        }
        return false;
    }

    /** So many, or fewer, that no entry's changes are cut apart. */
    private static int wholeEntries(List<StoredChange> changes, int count) {
        int whole = count;
        while (whole > 0
                && whole < changes.size()
                && changes.get(whole).pos() == changes.get(whole - 1).pos()) {
            whole--;
        }
        return whole;
    }

    private HeadRef place(long pos) {
        LogRow row = store.log().at(pos).orElseThrow();
        return standing.seen().toBuilder().setPos(pos).setChain(row.chain()).build();
    }

    /** Empty where an author's last change was not the last of its envelope: the header would not vouch for it. */
    private Optional<SnapshotContent> content(long afterPos, long uptoPos, byte[] packed, EnvelopeOpener opener) {
        if (!(ChangePack.unpack(packed) instanceof PackResult.Unpacked unpacked)) {
            throw new IllegalStateException("a pack of this device's own does not unpack");
        }
        List<Frontier> frontier = new ArrayList<>();
        for (SnapshotCheck.Last last : SnapshotCheck.lastOfEach(unpacked).stream()
                .sorted(Comparator.comparing(each -> each.actor(), ByteString.unsignedLexicographicalComparator()))
                .toList()) {
            LogRow row = store.log().at(last.pos()).orElseThrow();
            boolean vouches = opener.openVerified(row.item()) instanceof Opening.Changes changes
                    && changes.batch().lastHash().equals(last.hash());
            if (!vouches || !(SealedEnvelope.read(row.item()) instanceof SealedEnvelope.Read read)) {
                return Optional.empty();
            }
            frontier.add(Frontier.newBuilder()
                    .setActor(last.actor())
                    .setSeq(last.seq())
                    .setHash(last.hash())
                    .setPos(last.pos())
                    .setHeader(read.envelope().header())
                    .build());
        }
        return Optional.of(new SnapshotContent(
                afterPos, uptoPos, SnapshotCheck.headsOf(unpacked.changes()), frontier, ByteString.copyFrom(packed)));
    }

    private void add(SealedEnvelope envelope) {
        store.write(() -> {
            store.outbox().addSealed(envelope.itemId(), device, envelope.bytes());
            return true;
        });
    }
}
