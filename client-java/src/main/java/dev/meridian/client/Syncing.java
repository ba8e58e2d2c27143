package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.SyncSession.Setting;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Membership;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session running while somebody needs one: watches, and errands that callers wait for. Owned by the workspace's
 * thread.
 */
final class Syncing {
    private static final Logger LOG = LoggerFactory.getLogger(Syncing.class);
    private static final long CHECK_MILLIS = 100;
    private static final long RETRY_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 1_000;
    private static final long PAUSE_MILLIS_MAX = 300_000;
    private static final int DOUBLINGS_MAX = 20;
    private static final int RACES_MAX = 8;

    private final WorkspaceCore core;
    private final Errands errands;
    private final Course course = new Course();
    private Optional<Visit> visit = Optional.empty();
    private int watches;
    private Principal principal;
    private @Nullable Running running;
    private ClientStatus status = new ClientStatus.Offline();
    private long lastMoveNanos;
    /** Why nothing moves, as the relay says; blank while something does. */
    private String heldUp = "";
    /** Since something last moved: how often it hung up to come back later, and how often a record came second. */
    private int pauses;

    private int racesLost;
    private boolean nudged;
    private long bytesReceivedBefore;
    private long bytesSentBefore;

    /**
     * A relay that may become the workspace's.
     *
     * @param pin SHA-256 of the key that may vouch for its certificate
     * @param appoints SHA-256 of its key, where this device is an owner's and is about to name it
     */
    record Visit(RelayAddress address, Optional<ByteString> pin, Optional<ByteString> appoints) {}

    /** A session, and what belongs to it. */
    private record Running(SyncSession session, Conversation conversation, ScheduledFuture<?> checks) {}

    Syncing(WorkspaceCore core, Principal principal) {
        this.core = core;
        this.principal = principal;
        this.errands = new Errands(this::address);
    }

    /** How the session stands. */
    ClientStatus status() {
        return status;
    }

    boolean isRunning() {
        return running != null;
    }

    /** Bytes from the relay, over all sessions of this object. */
    long bytesReceived() {
        return bytesReceivedBefore + (running == null ? 0 : running.session.bytesReceived());
    }

    /** Bytes to the relay, over all sessions of this object. */
    long bytesSent() {
        return bytesSentBefore + (running == null ? 0 : running.session.bytesSent());
    }

    /** Comes as somebody else from the next session on. */
    void become(Principal other) {
        principal = other;
    }

    /** Begins an errand, with a session if there is none. */
    void begin(Errand<?> errand) {
        errands.begin(errand, status);
        if (running == null) {
            open();
        } else {
            // Now, if it is waiting to try again.
            running.session.input(new ClientInput.Start());
            running.session.input(new ClientInput.OutboxChanged());
            course.settle();
        }
    }

    void watch() {
        watches++;
        if (running == null) {
            open();
        }
    }

    void unwatch() {
        watches = Math.max(0, watches - 1);
        closeIfIdle();
    }

    /** There is something new to send: now if somebody waits for it, else soon, with what comes until then. */
    void outboxChanged() {
        if (running == null) {
            return;
        }
        if (!errands.isEmpty()) {
            running.session.input(new ClientInput.OutboxChanged());
        } else if (!nudged) {
            nudged = true;
            core.thread().after(core.options().gather().toMillis(), () -> {
                nudged = false;
                if (running != null) {
                    running.session.input(new ClientInput.OutboxChanged());
                }
            });
        }
    }

    /** Another process has written: follow it, or begin anew where it cut the log. */
    void storeChanged() {
        if (running == null) {
            return;
        }
        if (running.conversation.isOutdated()) {
            course.reopen();
        } else if (!core.store().outbox().isEmpty()) {
            running.session.input(new ClientInput.OutboxChanged());
        }
        course.settle();
    }

    /** Whether everything that the relay has is here. */
    boolean isLive() {
        return status instanceof ClientStatus.Live && running != null;
    }

    /** Asks the relay to say that time has passed. */
    void requestTick() {
        if (running != null) {
            running.session.input(new ClientInput.RequestTick());
        }
    }

    /** Gives who waits a look at what there is now. */
    void settle() {
        course.settle();
    }

    /** Ends everything. */
    void close() {
        errands.failAll(new ClosedException("The workspace was closed."));
        watches = 0;
        closeSession();
    }

    private void open() {
        core.followRelay();
        core.sealing().offerAgain();
        ByteString named = core.store().meta().bytes(Name.RELAY_KEY_HASH).orElse(ByteString.EMPTY);
        Membership members = core.standing().logged();
        ByteString expected = members.isFounded() ? Sha256.of(members.relayKey().bytes()) : named;
        Optional<ByteString> appointed = visit.flatMap(Visit::appoints);
        ClientTerms terms = new ClientTerms(
                core.id(),
                address().hostAndPort(),
                appointed.orElse(expected),
                principal,
                appointed.isPresent(),
                core.options().versions());
        Setting setting = new Setting(
                "meridian-sync-" + core.id(),
                address(),
                core.options(),
                terms,
                visit.flatMap(Visit::pin).orElse(named));
        SyncSession session = new SyncSession(setting, core.standing().log(), new Shell(), core.entropy());
        running = new Running(
                session,
                new Conversation(core, errands, course, session),
                core.thread().every(CHECK_MILLIS, this::checkTime));
        session.input(new ClientInput.Start());
    }

    private RelayAddress address() {
        return visit.map(Visit::address).orElseGet(core::relay);
    }

    /** Dials another relay from now on, until {@link #endVisit}. */
    void visit(Visit other) {
        closeSession();
        visit = Optional.of(other);
    }

    /** Dials the workspace's own relay again. */
    void endVisit() {
        visit = Optional.empty();
        if (running != null) {
            closeSession();
        }
        if (watches > 0 || !errands.isEmpty()) {
            open();
        }
    }

    private void closeSession() {
        if (running != null) {
            bytesReceivedBefore += running.session.bytesReceived();
            bytesSentBefore += running.session.bytesSent();
            running.checks.cancel(false);
            running.session.close();
            running = null;
            mindTheTime();
        }
        if (!(status instanceof ClientStatus.Stopped)) {
            course.become(new ClientStatus.Offline());
        }
    }

    private void closeIfIdle() {
        if (errands.isEmpty() && watches == 0) {
            closeSession();
        }
    }

    /** Each time later, until something moves: a relay that takes nothing is not stormed. */
    private long later(long millis) {
        return Math.min(PAUSE_MILLIS_MAX, millis << Math.min(pauses++, DOUBLINGS_MAX));
    }

    /** Opens another session later, for whoever still needs one then. */
    private void openAfter(long millis) {
        core.thread().after(millis, () -> {
            if (running == null && (watches > 0 || !errands.isEmpty())) {
                open();
            }
        });
    }

    /** Between two sessions whoever waits is not forgotten either. */
    private void mindTheTime() {
        core.thread().after(CHECK_MILLIS, () -> {
            if (running == null && !errands.isEmpty()) {
                errands.expire(System.nanoTime(), lastMoveNanos, core.options().syncTimeout(), heldUp);
                mindTheTime();
            }
        });
    }

    private void checkTime() {
        errands.expire(System.nanoTime(), lastMoveNanos, core.options().syncTimeout(), heldUp);
        closeIfIdle();
    }

    private final class Course implements Conversation.Course {
        @Override
        public void moved() {
            lastMoveNanos = System.nanoTime();
            heldUp = "";
            pauses = 0;
            racesLost = 0;
        }

        @Override
        public void heldUp(String reason) {
            heldUp = reason;
        }

        @Override
        public boolean losesRaces() {
            racesLost++;
            return racesLost > RACES_MAX;
        }

        @Override
        public void become(ClientStatus next) {
            boolean changed = !next.getClass().equals(status.getClass());
            status = next;
            if (changed) {
                core.progressed();
            }
        }

        @Override
        public void settle() {
            // What is missing is on its way, or will not come: who waits is told either way.
            boolean whole = core.inbox().missing().isEmpty();
            if (status instanceof ClientStatus.Live && whole && running != null && errands.live()) {
                running.session.input(new ClientInput.OutboxChanged());
            }
            closeIfIdle();
        }

        @Override
        public void reopen() {
            closeSession();
            open();
        }

        @Override
        public void pause() {
            closeSession();
            openAfter(later(PAUSE_MILLIS));
        }

        @Override
        public void giveUp(RuntimeException reason) {
            errands.failAll(reason);
            closeSession();
            openAfter(later(RETRY_MILLIS));
        }

        @Override
        public void stopped(RuntimeException reason) {
            errands.failAll(reason);
            watches = 0;
        }
    }

    /** What the session asks, handed over to the workspace's thread. */
    private final class Shell implements SyncSession.Shell {
        @Override
        public void perform(SyncSession from, ClientEffect effect) {
            onThread(from, conversation -> {
                try {
                    conversation.perform(effect);
                } catch (StoreFault fault) {
                    LOG.warn("workspace {}: {}", core.id(), fault.getMessage());
                    course.giveUp(OwnerThread.storeException(fault));
                }
            });
        }

        @Override
        public void failed(SyncSession from, RuntimeException bug) {
            onThread(from, conversation -> {
                LOG.error("workspace {}: the session failed", core.id(), bug);
                course.giveUp(bug);
            });
        }

        private void onThread(SyncSession from, Consumer<Conversation> body) {
            core.thread().post(() -> {
                if (running != null && running.session == from) {
                    body.accept(running.conversation);
                }
            });
        }
    }
}
