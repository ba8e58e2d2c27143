package dev.meridian.sync.relay;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Membership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One workspace at the relay. Owned by its shard thread; not thread-safe.
 *
 * <p>It does what one input asks for and returns effects. A push becomes an Append effect; only when the shell says that it is
 * stored does anybody hear of it: the author by an Ack, everybody who follows by one Append frame. The parts: {@link LogTail}
 * (positions), {@link Handshake}, {@link Resumption}, {@link Followers} (cursors and fan-out), {@link Pushes}, {@link Restores}.
 * Rules: docs/spec/relay.md.
 */
public final class RelayMachine {
    private final WorkspaceId workspace;
    private final RelayLimits limits;
    private final RelayLog log;
    private final LogTail tail;
    private final Outgoing out;
    private final Handshake handshake;
    private final Followers followers;
    private final Resumption resumption;
    private final Pushes pushes;
    private final Restores restores;
    private final Presences presences;
    private final RateBuckets buckets;
    private final Pruning pruning;
    private final List<RelayInput.Stopping> stopping = new ArrayList<>(1);
    private boolean recovered;
    private long timerMillis = Long.MAX_VALUE;

    /**
     * A machine that has not read its log yet: it does so with the first input.
     *
     * @param entropy for nonces and generations
     */
    public RelayMachine(
            WorkspaceId workspace, RelayIdentity identity, RelayLimits limits, RelayLog log, Entropy entropy) {
        this.workspace = workspace;
        this.limits = limits;
        this.log = log;
        this.tail = new LogTail(workspace, new Generations(entropy));
        this.out = new Outgoing(limits);
        Heads heads = new Heads(workspace, identity, log, tail);
        Lineage lineage = new Lineage(workspace, limits, log, tail);
        this.handshake = new Handshake(workspace, identity, limits, entropy, tail, heads, lineage, out);
        this.followers = new Followers(limits, tail, heads, out);
        this.pruning = new Pruning(workspace, limits, log, tail, out);
        this.resumption = new Resumption(workspace, limits, log, tail, heads, followers, pruning, out);
        this.pushes = new Pushes(
                workspace, limits, log, tail, new Judge(identity.key().verifyKey()), pruning, out);
        this.restores = new Restores(workspace, identity, limits, tail, out);
        this.presences = new Presences(tail, followers, out);
        this.buckets = new RateBuckets(limits.pushes(), limits.sessionsMax());
    }

    /**
     * Takes one input. Blocks only for look-ups in the log ({@code find}, {@code chainAt}, the entry of a duplicate or of a
     * head, and {@code recover} with the first input and after a fault).
     *
     * @param nowMillis the wall clock, milliseconds since 1970; may jump, receipt times do not fall
     */
    public List<RelayEffect> step(long nowMillis, RelayInput input) {
        if (!recovered) {
            recover();
        }
        switch (input) {
            case RelayInput.Opened opened -> open(opened, nowMillis);
            case RelayInput.Received received ->
                session(received.session(), session -> {
                    receive(session, received.frame(), nowMillis);
                    arm(session.deadlineMillis);
                });
            case RelayInput.Unreadable unreadable ->
                session(unreadable.session(), s -> out.turnAway(s, unreadable.code(), unreadable.reason()));
            case RelayInput.Writable writable -> session(writable.session(), this::unblock);
            case RelayInput.Unwritable unwritable -> session(unwritable.session(), s -> s.writable = false);
            case RelayInput.Closed closed -> session(closed.session(), out::forget);
            case RelayInput.Stored stored -> stored(stored.ticket());
            case RelayInput.StoreFailed failed -> storeFailed(failed.ticket());
            case RelayInput.ReadDone read -> session(read.session(), s -> followers.readDone(s, read));
            case RelayInput.ReadFailed failed ->
                session(failed.session(), s -> busy(s, ErrorCode.ERROR_CODE_INTERNAL, "the log could not be read"));
            case RelayInput.Pruned pruned -> tail.pruned(pruned.order(), pruned.bytes());
            case RelayInput.Tick tick -> expire(nowMillis);
            case RelayInput.Stopping stop -> {
                stopping.add(stop);
                dismissWhenQuiet();
            }
        }
        return out.take();
    }

    /** Whether nobody is connected and nothing is under way: the shell may then drop the machine. */
    public boolean isIdle() {
        return out.sessions().isEmpty() && tail.isQuiet();
    }

    private void session(SessionId id, Consumer<Session> action) {
        out.session(id).ifPresent(action);
    }

    private void recover() {
        try {
            tail.recover(log.recover(workspace));
            recovered = true;
            pruning.carryOut();
        } catch (StoreFault fault) {
            // Whoever comes is told to come back, and the next one to come makes the next attempt.
            recovered = false;
        }
    }

    private void open(RelayInput.Opened opened, long nowMillis) {
        Session session = new Session(
                opened.session(), opened.host(), nowMillis + limits.strangers().loginMillisMax());
        if (!stopping.isEmpty()) {
            dismiss(session, stopping.getFirst());
        } else if (!recovered) {
            busy(session, ErrorCode.ERROR_CODE_READ_ONLY, "the relay cannot open its log now");
        } else if (out.sessions().size() >= limits.sessionsMax()) {
            busy(session, ErrorCode.ERROR_CODE_RATE_LIMITED, "too many connections");
        } else {
            out.sessions().put(session.id, session);
            arm(session.deadlineMillis);
        }
    }

    private void receive(Session session, Frame frame, long nowMillis) {
        boolean small = frame.getSerializedSize() <= limits.strangers().loginFrameBytesMax();
        if (!small && session.key().isEmpty()) {
            out.turnAway(session, ErrorCode.ERROR_CODE_TOO_LARGE, "too large before the login");
            return;
        }
        switch (session.stage) {
            case Session.Greeting greeting -> {
                if (frame.hasHello()) {
                    handshake.greet(session, frame.getHello());
                } else {
                    misfit(session);
                }
            }
            case Session.Challenged challenged -> {
                if (frame.hasLogin()) {
                    handshake.logIn(session, challenged, frame.getLogin(), nowMillis);
                } else {
                    misfit(session);
                }
            }
            case Session.In in -> serve(session, in.key(), frame, nowMillis);
        }
    }

    private void misfit(Session session) {
        out.turnAway(session, ErrorCode.ERROR_CODE_BAD_FRAME, "this frame does not fit here");
    }

    private void serve(Session session, DeviceId key, Frame frame, long nowMillis) {
        if (!stopping.isEmpty()) {
            return;
        }
        long waitMillis = frame.hasResume() ? 0 : buckets.take(key, frame.getSerializedSize(), nowMillis);
        if (waitMillis > 0) {
            if (!frame.hasPresence()) {
                int retry = (int) Math.min(waitMillis, Integer.MAX_VALUE);
                out.turnAway(session, ErrorCode.ERROR_CODE_RATE_LIMITED, "too much at once", retry);
            }
            return;
        }
        switch (frame.getBodyCase()) {
            case RESUME -> resumption.resume(session, key, frame.getResume());
            case PUSH -> pushes.push(session, key, frame.getPush(), nowMillis);
            case RESTORE -> restores.restore(session, frame.getRestore(), nowMillis);
            case PRESENCE -> presences.pass(session, key, frame);
            case TICK_REQUEST -> pushes.tick(session, key, nowMillis);
            case HELLO, CHALLENGE, LOGIN, WELCOME, DIVERGED, ACK, APPEND, ERROR, GO_AWAY, BODY_NOT_SET ->
                misfit(session);
        }
    }

    private void unblock(Session session) {
        session.writable = true;
        session.blockedBytes = 0;
        followers.readIfBehind(session);
    }

    private void stored(long ticket) {
        long before = tail.durable().pos();
        List<LogTail.Pending> stored = tail.stored(ticket);
        acknowledge(stored);
        followers.broadcast(before, stored.stream().map(LogTail.Pending::record).toList());
        pruning.carryOut();
        if (stored.stream().anyMatch(one -> one.record().isMember())) {
            dismissGone();
        }
        for (Session session : List.copyOf(out.sessions().values())) {
            if (session.waitingResume.isPresent() && !tail.isInFlight(session.restoreTicket)) {
                var resume = session.waitingResume.get();
                session.waitingResume = Optional.empty();
                session.key().ifPresent(key -> resumption.resume(session, key, resume));
            }
        }
        dismissWhenQuiet();
    }

    // Whoever is no member any more has just been sent the record that says so, but where the disk failed (REL-35).
    private void dismissGone() {
        Membership members = tail.durable().members();
        for (Session session : List.copyOf(out.sessions().values())) {
            session.key()
                    .filter(key -> Standing.of(key, members) == Standing.GONE)
                    .ifPresent(key -> {
                        Optional<MemberDevice> device = members.knownDevice(key);
                        if (device.isPresent()) {
                            out.turnAway(
                                    session, ErrorCode.ERROR_CODE_REVOKED, Standing.farewell(device.get(), members));
                        } else {
                            out.turnAway(session, ErrorCode.ERROR_CODE_INVITE_REVOKED, Standing.INVITE_REVOKED);
                        }
                    });
        }
    }

    private void acknowledge(List<LogTail.Pending> stored) {
        Map<SessionId, List<Receipt>> receipts = new LinkedHashMap<>();
        for (LogTail.Pending pending : stored) {
            for (SessionId author : pending.authors()) {
                receipts.computeIfAbsent(author, none -> new ArrayList<>())
                        .add(Pushes.receipt(pending.id(), pending.entry()));
            }
        }
        receipts.forEach((id, list) -> session(id, session -> out.ack(session, list)));
    }

    private void storeFailed(long ticket) {
        if (!tail.isInFlight(ticket)) {
            return;
        }
        Set<SessionId> refused = new LinkedHashSet<>(tail.waiting());
        out.sessions().values().stream()
                .filter(session -> tail.isInFlight(session.restoreTicket))
                .forEach(session -> refused.add(session.id));
        refused.forEach(id -> session(id, s -> busy(s, ErrorCode.ERROR_CODE_READ_ONLY, "the relay cannot write now")));
        recover();
        if (recovered) {
            // What the disk reported as failed may be on it: also that somebody is gone.
            dismissGone();
            followers.realign();
        } else {
            List.copyOf(out.sessions().values())
                    .forEach(s -> busy(s, ErrorCode.ERROR_CODE_READ_ONLY, "the relay cannot open its log now"));
        }
        dismissWhenQuiet();
    }

    private void busy(Session session, ErrorCode code, String message) {
        out.turnAway(session, code, message, limits.retryAfterMillis());
    }

    // What is under way is still stored and acknowledged before anybody is sent away.
    private void dismissWhenQuiet() {
        if (!stopping.isEmpty() && tail.isQuiet()) {
            List.copyOf(out.sessions().values()).forEach(session -> dismiss(session, stopping.getFirst()));
        }
    }

    private void dismiss(Session session, RelayInput.Stopping stop) {
        out.dismiss(session, stop.reason(), (int) Math.min(stop.retryAfterMillis(), Integer.MAX_VALUE));
    }

    private void arm(long deadlineMillis) {
        if (deadlineMillis < timerMillis) {
            timerMillis = deadlineMillis;
            out.add(new RelayEffect.SetTimer(deadlineMillis));
        }
    }

    private void expire(long nowMillis) {
        timerMillis = Long.MAX_VALUE;
        for (Session session : List.copyOf(out.sessions().values())) {
            if (session.deadlineMillis > nowMillis) {
                arm(session.deadlineMillis);
            } else if (session.key().isEmpty()) {
                busy(session, ErrorCode.ERROR_CODE_RATE_LIMITED, "no login in time");
            } else {
                out.turnAway(session, ErrorCode.ERROR_CODE_NOT_A_MEMBER, "no member in time");
            }
        }
    }
}
