package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.SyncSession.Setting;
import dev.meridian.client.local.Delivery;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.StoreFault;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.client.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
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

    private final WorkspaceCore core;
    private final List<Errand<?>> errands = new ArrayList<>();
    private int watches;
    private Principal principal;
    private @Nullable Running running;
    private ClientStatus status = new ClientStatus.Offline();
    private long lastMoveNanos;
    private boolean nudged;
    private long bytesReceivedBefore;
    private long bytesSentBefore;

    /** A session, and what belongs to it. */
    private record Running(SyncSession session, StoreWork work, ScheduledFuture<?> checks) {}

    Syncing(WorkspaceCore core, Principal principal) {
        this.core = core;
        this.principal = principal;
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
        errands.add(errand);
        errand.status(status);
        if (running == null) {
            open();
        } else {
            // Now, if it is waiting to try again.
            running.session.input(new ClientInput.Start());
            running.session.input(new ClientInput.OutboxChanged());
            checkErrands();
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
        if (running.work.isOutdated()) {
            reopen();
        } else if (!core.store().outbox().isEmpty()) {
            running.session.input(new ClientInput.OutboxChanged());
        }
        checkErrands();
    }

    /** Ends everything. */
    void close() {
        failErrands(new ClosedException("The workspace was closed."));
        watches = 0;
        closeSession();
    }

    private void open() {
        core.standing().follow();
        lastMoveNanos = System.nanoTime();
        ClientTerms terms = new ClientTerms(
                core.id(),
                core.relay().hostAndPort(),
                core.store().meta().bytes(Name.RELAY_KEY_HASH).orElse(ByteString.EMPTY),
                principal);
        Setting setting = new Setting("meridian-sync-" + core.id(), core.relay(), core.options(), terms);
        SyncSession session = new SyncSession(setting, core.standing().log(), new Shell(), core.entropy());
        running = new Running(session, new StoreWork(core), core.thread().every(CHECK_MILLIS, this::checkTime));
        session.input(new ClientInput.Start());
    }

    private void reopen() {
        closeSession();
        open();
    }

    private void closeSession() {
        if (running != null) {
            bytesReceivedBefore += running.session.bytesReceived();
            bytesSentBefore += running.session.bytesSent();
            running.checks.cancel(false);
            running.session.close();
            running = null;
        }
        if (!(status instanceof ClientStatus.Stopped)) {
            become(new ClientStatus.Offline());
        }
    }

    private void closeIfIdle() {
        errands.removeIf(Errand::isDone);
        if (errands.isEmpty() && watches == 0) {
            closeSession();
        }
    }

    private void failErrands(RuntimeException reason) {
        List.copyOf(errands).forEach(each -> each.failed(reason));
        errands.clear();
    }

    private void checkErrands() {
        if (status instanceof ClientStatus.Live && running != null) {
            for (Errand<?> errand : List.copyOf(errands)) {
                if (!errand.isDone() && errand.live()) {
                    running.session.input(new ClientInput.OutboxChanged());
                }
            }
        }
        closeIfIdle();
    }

    private void checkTime() {
        long now = System.nanoTime();
        long limit = core.options().syncTimeout().toNanos();
        for (Errand<?> errand : List.copyOf(errands)) {
            if (now - Math.max(lastMoveNanos, errand.startedNanos()) > limit) {
                errand.failed(Failures.timeout(core.relay(), core.options().syncTimeout()));
            }
        }
        closeIfIdle();
    }

    private void moved() {
        lastMoveNanos = System.nanoTime();
    }

    private void become(ClientStatus next) {
        boolean changed = !next.getClass().equals(status.getClass());
        status = next;
        if (changed) {
            core.progressed();
        }
    }

    /** What the session asks, handed over to the workspace's thread. */
    private final class Shell implements SyncSession.Shell {
        @Override
        public void perform(SyncSession from, ClientEffect effect) {
            onThread(from, () -> performSafely(effect));
        }

        @Override
        public void failed(SyncSession from, RuntimeException bug) {
            onThread(from, () -> {
                LOG.error("workspace {}: the session failed", core.id(), bug);
                giveUp(bug);
            });
        }

        private void onThread(SyncSession from, Runnable body) {
            core.thread().post(() -> {
                if (running != null && running.session == from) {
                    body.run();
                }
            });
        }
    }

    private void performSafely(ClientEffect effect) {
        try {
            if (running != null) {
                perform(running, effect);
            }
        } catch (StoreFault fault) {
            LOG.warn("workspace {}: {}", core.id(), fault.getMessage());
            giveUp(OwnerThread.storeException(fault));
        }
    }

    /** Ends the session and tells who waits; whoever watches gets another one later. */
    private void giveUp(RuntimeException reason) {
        failErrands(reason);
        closeSession();
        openAfter(RETRY_MILLIS);
    }

    /** Opens another session later, for whoever still needs one then. */
    private void openAfter(long millis) {
        core.thread().after(millis, () -> {
            if (running == null && (watches > 0 || !errands.isEmpty())) {
                open();
            }
        });
    }

    private void perform(Running now, ClientEffect effect) {
        switch (effect) {
            case ClientEffect.Deliver deliver -> deliver(now, deliver);
            case ClientEffect.Acked acked -> {
                moved();
                now.work.acked(acked);
                checkErrands();
            }
            case ClientEffect.Refused refused -> refused(now, refused);
            case ClientEffect.Rewind rewind -> rewind(now, rewind);
            case ClientEffect.ReadChain read -> now.session.input(now.work.chain(read.pos()));
            case ClientEffect.ReadOriginals read -> readOriginals(now, read.afterPos());
            case ClientEffect.ReadOutbox read -> now.session.input(now.work.outbox(read));
            case ClientEffect.Report report -> report(now, report.status());
            // Presence has no reader yet: it is sealed, never stored, and may be lost.
            case ClientEffect.PresenceReceived presence -> {}
            case ClientEffect.Connect connect -> throw notForTheStore(connect);
            case ClientEffect.Send send -> throw notForTheStore(send);
            case ClientEffect.Disconnect disconnect -> throw notForTheStore(disconnect);
            case ClientEffect.SetTimer timer -> throw notForTheStore(timer);
        }
    }

    private static IllegalStateException notForTheStore(ClientEffect effect) {
        return new IllegalStateException("not for the store: " + effect);
    }

    private void deliver(Running now, ClientEffect.Deliver deliver) {
        moved();
        switch (now.work.deliver(deliver)) {
            case Delivery.Outdated outdated -> reopen();
            case Delivery.Stored stored -> {
                long pos = deliver.entries().isEmpty()
                        ? stored.pos()
                        : deliver.entries().getLast().entry().pos();
                now.session.input(new ClientInput.Stored(pos));
                errands.forEach(each -> each.stored(stored));
                core.delivered(stored, status instanceof ClientStatus.Live);
                checkErrands();
            }
        }
    }

    private void refused(Running now, ClientEffect.Refused refused) {
        moved();
        if (refused.code() == ErrorCode.ERROR_CODE_RATE_LIMITED) {
            closeSession();
            openAfter(PAUSE_MILLIS);
            return;
        }
        if (StoreWork.isTemporary(refused.code())) {
            // It stays in the outbox, and is offered again with the next connection.
            giveUp(new RelayException(
                    RelayException.Reason.REFUSED,
                    "The relay takes nothing now (" + refused.message() + "): what is not sent stays in the outbox.",
                    true));
            return;
        }
        boolean keptAside = now.work.refused(refused);
        List.copyOf(errands).forEach(each -> each.refused(refused.item(), refused.code(), refused.message()));
        if (keptAside) {
            core.refused(
                    new SyncReport.RefusedItem(refused.item(), refused.code().name(), refused.message()));
        }
        checkErrands();
    }

    private void rewind(Running now, ClientEffect.Rewind rewind) {
        moved();
        Optional<LocalLog> log = now.work.rewind(rewind);
        if (log.isPresent()) {
            now.session.input(new ClientInput.Rewound(log.get()));
        } else {
            reopen();
        }
    }

    private void readOriginals(Running now, long afterPos) {
        moved();
        Optional<ClientInput.OriginalsRead> originals = now.work.originals(afterPos);
        if (originals.isPresent()) {
            now.session.input(originals.get());
            errands.forEach(each -> each.restored(originals.get().items().size()));
        } else {
            reopen();
        }
    }

    private void report(Running now, ClientStatus next) {
        become(next);
        errands.forEach(each -> each.status(next));
        switch (next) {
            case ClientStatus.Waiting waiting -> waiting(now, waiting);
            case ClientStatus.Stopped stopped -> stopped(stopped);
            case ClientStatus.Repairing repairing -> errands.forEach(Errand::reached);
            case ClientStatus.CatchingUp catching -> errands.forEach(Errand::reached);
            case ClientStatus.Live live -> {
                errands.forEach(Errand::reached);
                core.live();
            }
            case ClientStatus.Connecting connecting -> {}
            case ClientStatus.Offline offline -> {}
        }
        checkErrands();
    }

    /** Whoever has not reached the relay at all is told at once; who has, waits for it to come back. */
    private void waiting(Running now, ClientStatus.Waiting waiting) {
        for (Errand<?> errand : List.copyOf(errands)) {
            if (!errand.reachedRelay()) {
                errand.failed(Failures.unreachable(core.relay(), waiting.reason(), now.session.hasSpoken()));
            }
        }
    }

    private void stopped(ClientStatus.Stopped stopped) {
        if (stopped.reason() == StopReason.ASKED) {
            return;
        }
        LOG.warn("workspace {}: stopped: {}", core.id(), stopped.message());
        core.store().write(() -> {
            core.store().meta().put(Name.STOPPED, stopped.reason() + ": " + stopped.message());
            core.store().meta().put(Name.EVIDENCE, Reports.evidence(stopped.evidence()));
            return true;
        });
        failErrands(Failures.stopped(core.relay(), stopped));
        watches = 0;
    }
}
