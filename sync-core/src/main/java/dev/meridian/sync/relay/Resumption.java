package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Resume;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Optional;

/** Compares a client's log with this one and lets it follow, or shows it where they part. Owned by its machine. */
final class Resumption {
    private final WorkspaceId workspace;
    private final RelayLimits limits;
    private final RelayLog log;
    private final LogTail tail;
    private final Heads heads;
    private final Followers followers;
    private final Pruning pruning;
    private final Outgoing out;

    Resumption(
            WorkspaceId workspace,
            RelayLimits limits,
            RelayLog log,
            LogTail tail,
            Heads heads,
            Followers followers,
            Pruning pruning,
            Outgoing out) {
        this.workspace = workspace;
        this.limits = limits;
        this.log = log;
        this.tail = tail;
        this.heads = heads;
        this.followers = followers;
        this.pruning = pruning;
        this.out = out;
    }

    /** Answers a Resume, now or when what the same session restored before it is durable. */
    void resume(Session session, DeviceId key, Resume resume) {
        boolean wellFormed = resume.getAfterPos() >= 0 && resume.getChain().size() == Sha256.LENGTH;
        if (!wellFormed || session.isFollowing() || session.waitingResume.isPresent()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_BAD_FRAME, "this Resume does not fit here");
            return;
        }
        if (tail.isInFlight(session.restoreTicket)) {
            session.waitingResume = Optional.of(resume);
            return;
        }
        try {
            answer(session, key, resume);
        } catch (StoreFault fault) {
            out.turnAway(
                    session,
                    ErrorCode.ERROR_CODE_READ_ONLY,
                    "the relay cannot read its log now",
                    limits.retryAfterMillis());
        }
    }

    private void answer(Session session, DeviceId key, Resume resume) throws StoreFault {
        long pos = resume.getAfterPos();
        if (!chainAt(pos).equals(Optional.of(resume.getChain()))) {
            diverge(session, Math.min(pos, tail.durable().pos()));
            return;
        }
        if (pruning.turnAwayIfBlind(session, pos)) {
            return;
        }
        followers.confirm(session, heads.at(pos));
        if (Standing.of(key, tail.durable().members()) == Standing.STRANGER) {
            String message = tail.durable().pos() == 0
                    ? "the relay holds nothing of this workspace"
                    : "neither member nor invited here";
            out.turnAway(session, ErrorCode.ERROR_CODE_NOT_A_MEMBER, message);
        } else {
            session.deadlineMillis = Long.MAX_VALUE;
            followers.follow(session, pos);
        }
    }

    // The store may be ahead of what this machine was told is stored; what it was not told is not there yet.
    private Optional<ByteString> chainAt(long pos) throws StoreFault {
        if (pos == tail.durable().pos()) {
            return Optional.of(tail.durable().chain());
        }
        return pos > tail.durable().pos() ? Optional.empty() : log.chainAt(workspace, pos);
    }

    private void diverge(Session session, long pos) throws StoreFault {
        Diverged.Builder diverged = Diverged.newBuilder();
        heads.at(pos).ifPresent(diverged::setAt);
        heads.end().ifPresent(diverged::setHead);
        out.send(session, Frame.newBuilder().setDiverged(diverged).build());
    }
}
