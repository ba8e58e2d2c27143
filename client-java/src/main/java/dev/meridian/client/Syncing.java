package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.SyncSession.Setting;
import dev.meridian.client.local.Delivery;
import dev.meridian.client.local.Standing;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.OutboxRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.client.StopReason;
import dev.meridian.sync.log.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session running while somebody needs one: watches, and errands that callers wait for. Performs on the store what the session's machine
 * asks. Owned by the workspace's thread.
 */
final class Syncing {
    private static final Logger LOG = LoggerFactory.getLogger(Syncing.class);
    private static final long CHECK_MILLIS = 100;
    private static final long RETRY_MILLIS = 5_000;

    private final WorkspaceCore core;
    private final List<Errand<?>> errands = new ArrayList<>();
    private int watches;
    private Principal principal;
    private @Nullable SyncSession session;
    private @Nullable ScheduledFuture<?> checks;
    private long rewinds;
    private long lastMoveNanos;
    private ClientStatus status = new ClientStatus.Offline();
    private boolean nudged;
    private long bytesReceivedBefore;
    private long bytesSentBefore;

    Syncing(WorkspaceCore core, Principal principal) {
        this.core = core;
        this.principal = principal;
    }

    /** How the session stands. */
    ClientStatus status() {
        return status;
    }

    boolean isRunning() {
        return session != null;
    }

    /** Bytes from the relay, over all sessions of this object. */
    long bytesReceived() {
        return bytesReceivedBefore + (session == null ? 0 : session.bytesReceived());
    }

    /** Bytes to the relay, over all sessions of this object. */
    long bytesSent() {
        return bytesSentBefore + (session == null ? 0 : session.bytesSent());
    }

    /** Comes as somebody else from the next session on. */
    void become(Principal other) {
        principal = other;
    }

    /** Begins an errand, with a session if there is none. */
    void begin(Errand<?> errand) {
        errands.add(errand);
        errand.status(status);
        if (session == null) {
            open();
        } else {
            session.input(new ClientInput.Start());
            session.input(new ClientInput.OutboxChanged());
            checkErrands();
        }
    }

    void watch() {
        watches++;
        if (session == null) {
            open();
        }
    }

    void unwatch() {
        watches--;
        closeIfIdle();
    }

    /** There is something new to send: soon, or now if somebody waits for it. */
    void outboxChanged() {
        if (session == null) {
            return;
        }
        if (!errands.isEmpty()) {
            session.input(new ClientInput.OutboxChanged());
        } else if (!nudged) {
            nudged = true;
            core.thread().after(core.options().gather().toMillis(), () -> {
                nudged = false;
                if (session != null) {
                    session.input(new ClientInput.OutboxChanged());
                }
            });
        }
    }

    /** Another process has written: follow it, or begin anew where it cut the log. */
    void storeChanged() {
        if (session == null) {
            return;
        }
        if (core.standing().rewinds() != rewinds) {
            reopen();
        } else if (!core.store().outbox().isEmpty()) {
            session.input(new ClientInput.OutboxChanged());
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
        Standing standing = core.standing();
        standing.follow();
        rewinds = standing.rewinds();
        lastMoveNanos = System.nanoTime();
        ClientTerms terms = new ClientTerms(
                core.id(),
                core.relay().hostAndPort(),
                core.store().meta().bytes(Name.RELAY_KEY_HASH).orElse(ByteString.EMPTY),
                principal);
        Setting setting = new Setting("meridian-sync-" + core.id(), core.relay(), core.options(), terms);
        SyncSession opened = new SyncSession(setting, standing.log(), new Shell(), core.entropy());
        session = opened;
        opened.input(new ClientInput.Start());
        if (checks == null) {
            checks = core.thread().every(CHECK_MILLIS, this::checkTime);
        }
    }

    private void reopen() {
        closeSession();
        open();
    }

    private void closeSession() {
        if (session != null) {
            bytesReceivedBefore += session.bytesReceived();
            bytesSentBefore += session.bytesSent();
            session.close();
            session = null;
        }
        if (checks != null) {
            checks.cancel(false);
            checks = null;
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
        if (status instanceof ClientStatus.Live && session != null) {
            boolean hadItems = !core.store().outbox().isEmpty();
            List.copyOf(errands).forEach(Errand::live);
            if (!hadItems && !core.store().outbox().isEmpty()) {
                session.input(new ClientInput.OutboxChanged());
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
            core.thread().post(() -> {
                if (from == session) {
                    performOnStore(from, effect);
                }
            });
        }

        @Override
        public void failed(SyncSession from, RuntimeException bug) {
            core.thread().post(() -> {
                if (from == session) {
                    LOG.error("workspace {}: the session failed", core.id(), bug);
                    failErrands(bug);
                    closeSession();
                    retryLater();
                }
            });
        }
    }

    private void performOnStore(SyncSession from, ClientEffect effect) {
        try {
            perform(from, effect);
        } catch (StoreFault fault) {
            LOG.warn("workspace {}: {}", core.id(), fault.getMessage());
            failErrands(OwnerThread.storeException(fault));
            closeSession();
            retryLater();
        }
    }

    private void retryLater() {
        if (watches > 0) {
            core.thread().after(RETRY_MILLIS, () -> {
                if (watches > 0 && session == null) {
                    open();
                }
            });
        }
    }

    private void perform(SyncSession from, ClientEffect effect) {
        switch (effect) {
            case ClientEffect.Deliver deliver -> deliver(from, deliver);
            case ClientEffect.Acked acked -> acked(acked);
            case ClientEffect.Refused refused -> refused(refused);
            case ClientEffect.Rewind rewind -> rewind(from, rewind);
            case ClientEffect.ReadChain read -> from.input(new ClientInput.ChainRead(read.pos(), chain(read.pos())));
            case ClientEffect.ReadOriginals read -> readOriginals(from, read.afterPos());
            case ClientEffect.ReadOutbox read -> readOutbox(from, read);
            case ClientEffect.Report report -> report(report.status());
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

    private void moved() {
        lastMoveNanos = System.nanoTime();
    }

    private void deliver(SyncSession from, ClientEffect.Deliver deliver) {
        moved();
        switch (core.inbox()
                .accept(
                        deliver.entries(),
                        deliver.head(),
                        rewinds,
                        core.library().actor())) {
            case Delivery.Outdated outdated -> reopen();
            case Delivery.Stored stored -> {
                long pos = deliver.entries().isEmpty()
                        ? stored.pos()
                        : deliver.entries().getLast().entry().pos();
                from.input(new ClientInput.Stored(pos));
                errands.forEach(each -> each.stored(stored));
                core.delivered(stored, status instanceof ClientStatus.Live);
                checkErrands();
            }
        }
    }

    /** An item that the stored log has already comes back with its old position, and will not come by the log again. */
    private void acked(ClientEffect.Acked acked) {
        moved();
        long lastPos = core.store().log().lastPos();
        for (Receipt receipt : acked.receipts()) {
            if (receipt.getPos() > lastPos) {
                continue;
            }
            Optional<LogRow> row = core.store().log().at(receipt.getPos());
            if (row.isPresent() && row.get().itemId().bytes().equals(receipt.getItemId())) {
                core.store().write(() -> {
                    row.get()
                            .author()
                            .ifPresent(author ->
                                    core.store().outbox().remove(row.get().itemId(), author));
                    return true;
                });
            }
        }
        checkErrands();
    }

    private void refused(ClientEffect.Refused refused) {
        moved();
        boolean temporary = refused.code() == ErrorCode.ERROR_CODE_READ_ONLY
                || refused.code() == ErrorCode.ERROR_CODE_RATE_LIMITED
                || refused.code() == ErrorCode.ERROR_CODE_INTERNAL;
        if (temporary) {
            // It stays in the outbox, and is offered again with the next connection.
            failErrands(new RelayException(
                    RelayException.Reason.REFUSED,
                    "The relay takes nothing now (" + refused.message() + "): what is not sent stays in the outbox."));
            closeSession();
            retryLater();
            return;
        }
        boolean madeAnew = refused.code() == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT;
        core.store().write(() -> {
            if (madeAnew) {
                core.store().outbox().drop(refused.item());
            } else {
                core.store().outbox().refuse(refused.item(), refused.code().name(), refused.message());
            }
            return true;
        });
        List.copyOf(errands).forEach(each -> each.refused(refused.item(), refused.code(), refused.message()));
        if (!madeAnew) {
            core.refused(
                    new SyncReport.RefusedItem(refused.item(), refused.code().name(), refused.message()));
        }
        checkErrands();
    }

    private void rewind(SyncSession from, ClientEffect.Rewind rewind) {
        moved();
        boolean stillThere = core.store().write(() -> {
            if (core.standing().rewinds() != rewinds) {
                return false;
            }
            long cut = core.store().rewind(rewind.toPos(), rewind.head().toByteString());
            LOG.info(
                    "workspace {}: the relay lost {} entries after {}; sending them again",
                    core.id(),
                    cut,
                    rewind.toPos());
            return true;
        });
        if (!stillThere) {
            reopen();
            return;
        }
        core.standing().follow();
        rewinds = core.standing().rewinds();
        from.input(new ClientInput.Rewound(core.standing().log()));
    }

    private ByteString chain(long pos) {
        return pos == 0
                ? Chain.ZERO
                : core.store().log().at(pos).map(LogRow::chain).orElse(ByteString.EMPTY);
    }

    private void readOriginals(SyncSession from, long afterPos) {
        moved();
        List<LogRow> rows = core.store().log().originalsAfter(afterPos);
        if (rows.isEmpty()) {
            reopen(); // another process has cut them off
            return;
        }
        List<LogItem> items = rows.stream()
                .map(row -> LogItem.newBuilder()
                        .setEntry(row.entry())
                        .setItem(row.item())
                        .build())
                .toList();
        from.input(new ClientInput.OriginalsRead(afterPos, items, head(rows.getLast())));
        errands.forEach(each -> each.restored(items.size()));
    }

    private static SignedHead head(LogRow row) {
        try {
            return SignedHead.parseFrom(row.head());
        } catch (InvalidProtocolBufferException e) {
            throw new StoreFault(
                    StoreFault.Kind.CORRUPT, "The stored head of position " + row.pos() + " is damaged.", e);
        }
    }

    private void readOutbox(SyncSession from, ClientEffect.ReadOutbox read) {
        core.sealing().sealAll();
        List<OutboxRow> rows = core.store().outbox().after(read.afterOrder(), read.itemsMax(), read.bytesMax());
        from.input(new ClientInput.OutboxRead(rows.stream()
                .map(row -> new OutboxItem(row.order(), row.kind(), row.id(), row.item()))
                .toList()));
    }

    private void report(ClientStatus next) {
        become(next);
        errands.forEach(each -> each.status(next));
        switch (next) {
            case ClientStatus.Waiting waiting -> {
                for (Errand<?> errand : List.copyOf(errands)) {
                    if (!errand.reachedRelay()) {
                        errand.failed(Failures.unreachable(
                                core.relay(), waiting.reason(), session != null && session.hasSpoken()));
                    }
                }
            }
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

    private void stopped(ClientStatus.Stopped stopped) {
        if (stopped.reason() == StopReason.ASKED) {
            return;
        }
        LOG.warn("workspace {}: stopped: {}", core.id(), stopped.message());
        core.store().write(() -> {
            core.store().meta().put(Name.STOPPED, stopped.reason() + ": " + stopped.message());
            return true;
        });
        failErrands(Failures.stopped(core.relay(), stopped));
        watches = 0;
    }
}
