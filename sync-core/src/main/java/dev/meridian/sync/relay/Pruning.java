package dev.meridian.sync.relay;

import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SnapshotMark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Has bodies dropped that a checked snapshot holds. Owned by its machine.
 *
 * <p>The order to do so is stored with the attestation that allows it, in one append, so that a crash loses neither or both; it is carried
 * out when that is durable, and again when a crash came in between (SNAP-5).
 */
final class Pruning {
    private final WorkspaceId workspace;
    private final RelayLog log;
    private final LogTail tail;
    private final boolean prunes;
    private final Outgoing out;

    Pruning(WorkspaceId workspace, RelayLimits limits, RelayLog log, LogTail tail, Outgoing out) {
        this.workspace = workspace;
        this.log = log;
        this.tail = tail;
        this.prunes = limits.room().snapshotEntries() > 0;
        this.out = out;
    }

    /** What an envelope that is taken into the log allows to be pruned. */
    Optional<PruneOrder> allowedBy(SealedEnvelope taken) throws StoreFault {
        Optional<SnapshotMark> mark = taken.attested();
        if (!prunes || mark.isEmpty()) {
            return Optional.empty();
        }
        Optional<LogRecord> record = find(mark.get());
        if (record.isEmpty()
                || !(SealedEnvelope.read(record.get().item()) instanceof SealedEnvelope.Read read)
                || !isOf(read.envelope(), mark.get(), taken)) {
            return Optional.empty();
        }
        SealedEnvelope snapshot = read.envelope();
        HeadRef upto = snapshot.core().getSeen();
        boolean placed = upto.getPos() < record.get().parsed().pos()
                && log.chainAt(workspace, upto.getPos())
                        .filter(upto.getChain()::equals)
                        .isPresent();
        return placed
                ? Optional.of(new PruneOrder(
                        workspace, snapshot.document(), snapshot.core().getAfterPos(), upto.getPos()))
                : Optional.empty();
    }

    private static boolean isOf(SealedEnvelope snapshot, SnapshotMark mark, SealedEnvelope attestation) {
        return snapshot.core().getKind() == EnvelopeKind.ENVELOPE_KIND_SNAPSHOT
                && snapshot.document().equals(attestation.document())
                && snapshot.mark().equals(mark);
    }

    private Optional<LogRecord> find(SnapshotMark mark) throws StoreFault {
        OptionalLong pos = log.find(workspace, DedupeKey.ofEnvelope(mark.device(), mark.changeId()));
        if (pos.isEmpty() || pos.getAsLong() > tail.durable().pos()) {
            return Optional.empty();
        }
        return log.read(workspace, pos.getAsLong() - 1, 1).stream().findFirst();
    }

    /** Carries out what is due; whoever still reads there and does not know logs without bodies has to go. */
    void carryOut() {
        List<PruneOrder> due = tail.takeDue();
        for (PruneOrder order : due) {
            out.add(new RelayEffect.Prune(order));
        }
        if (!due.isEmpty()) {
            List.copyOf(out.sessions().values()).stream()
                    .filter(Session::isFollowing)
                    .forEach(session -> turnAwayIfBlind(session, session.cursor()));
        }
    }

    /** Turns away whoever would be sent entries without bodies and does not know such. Whether it did. */
    boolean turnAwayIfBlind(Session session, long afterPos) {
        boolean blind = !session.readsPruned && afterPos < tail.prunedPos();
        if (blind) {
            out.turnAway(
                    session,
                    ErrorCode.ERROR_CODE_VERSION,
                    "the log of this workspace was compacted, which this program does not know: it needs a later version");
        }
        return blind;
    }
}
