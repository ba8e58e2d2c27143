package dev.meridian.server.shard;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that owns the machines of some of the workspaces. Its public methods are the mailbox's slot, safe for every thread and
 * never blocking; everything else happens on its own thread.
 *
 * <p>One round: take all the mail there is, step the machines, let go of what they sent in one piece. So a burst of pushes becomes
 * one group for the committer, and a burst of frames one task for each event loop.
 */
public final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long ROUND_MILLIS_MAX = 1_000;
    private static final long SWEEP_MILLIS = 1_000;

    private final ShardParts parts;
    private final Wire wire;
    private final Mailbox mailbox;
    private final Thread thread;
    private final Map<WorkspaceId, WorkspaceHost> hosts = new HashMap<>();
    private final Map<Long, WorkspaceHost> hostOf = new HashMap<>();
    private final Set<WorkspaceHost> broken = new HashSet<>();
    private final Timers timers = new Timers();
    private final ShardSurroundings surroundings;
    private final List<CompletableFuture<Void>> drains = new ArrayList<>();
    private long sweptMillis;
    private volatile int workspaces;
    private boolean stopped;

    Shard(int number, ShardParts parts) {
        this.parts = parts;
        this.wire = parts.wires().get();
        this.mailbox = new Mailbox(
                parts.settings().mailboxFramesMax(), parts.settings().mailboxBytesMax());
        this.surroundings = new ShardSurroundings(parts, wire, mailbox, timers);
        this.thread = Thread.ofPlatform().name("meridian-shard-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** How many workspaces it had in memory after its last round. */
    int workspaces() {
        return workspaces;
    }

    int waitingFrames() {
        return mailbox.frames();
    }

    // ---- from connections

    /** A client connected and named a workspace of this shard. Its Hello follows as a frame. */
    public void opened(Connection connection, WorkspaceId workspace, String host) {
        mailbox.put(new Mail.Opened(connection, workspace, host));
    }

    /**
     * A frame of a client. False if there is no room: then nothing was taken, and {@link Connection#resumeReading} will be called.
     *
     * @param bytes what it took on the wire
     */
    public boolean arrived(Connection connection, Frame frame, int bytes) {
        return mailbox.offer(new Mail.Arrived(connection, frame, bytes));
    }

    /** Something that is no frame came, or one that is too large: the client will be told, and closed. */
    public void garbled(Connection connection, ErrorCode code, String reason) {
        mailbox.put(new Mail.Garbled(connection, code, reason));
    }

    /** A connection that was backed up is not any more. */
    public void relieved(Connection connection) {
        mailbox.put(new Mail.Relieved(connection));
    }

    /** A connection is gone. */
    public void gone(Connection connection) {
        mailbox.put(new Mail.Gone(connection));
    }

    // ---- from whoever stops the relay

    /** Done when everything that came before, and every append under way, is done. */
    CompletableFuture<Void> drain() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.put(new Mail.Drain(done));
        return done;
    }

    /** Sends the clients away, and ends. */
    void stop(String reason, long retryAfterMillis) throws InterruptedException {
        mailbox.put(new Mail.Stop(reason, retryAfterMillis));
        thread.join();
    }

    // ---- the thread

    private void run() {
        try {
            while (!stopped) {
                round();
            }
        } catch (InterruptedException e) {
            LOG.error("{}: interrupted; its workspaces are not served any more", thread.getName());
        } catch (RuntimeException e) {
            LOG.error("{}: ended by a bug; its workspaces are not served any more", thread.getName(), e);
        }
    }

    private void round() throws InterruptedException {
        long waitMillis = Math.max(0, Math.min(ROUND_MILLIS_MAX, timers.nextMillis() - surroundings.nowMillis()));
        Mailbox.Delivery delivery = mailbox.take(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        delivery.refused().forEach(Connection::resumeReading);
        Queue<Mail> mail = Settlements.merged(delivery.mail());
        for (Mail each = mail.poll(); each != null && !stopped; each = mail.poll()) {
            open(each);
        }
        for (WorkspaceHost due : timers.due(surroundings.nowMillis())) {
            guarded(due, served -> served.step(new RelayInput.Tick()));
        }
        wire.flush();
        sweep();
        workspaces = hosts.size();
    }

    private void open(Mail mail) throws InterruptedException {
        switch (mail) {
            case Mail.Opened opened -> admit(opened);
            case Mail.Arrived arrived ->
                pass(arrived.connection(), new RelayInput.Received(session(arrived.connection()), arrived.frame()));
            case Mail.Garbled garbled ->
                pass(
                        garbled.connection(),
                        new RelayInput.Unreadable(session(garbled.connection()), garbled.code(), garbled.reason()));
            case Mail.Relieved relieved -> {
                WorkspaceHost host = hostOf.get(relieved.connection().number());
                guarded(host, served -> served.relieve(relieved.connection()));
            }
            case Mail.Gone gone -> {
                WorkspaceHost host = hostOf.remove(gone.connection().number());
                guarded(host, served -> served.close(gone.connection()));
            }
            case Mail.Committed committed -> settle(committed);
            case Mail.Fetched fetched ->
                guarded(hosts.get(fetched.workspace()), served -> served.step(fetched.outcome()));
            case Mail.Drain drain -> {
                drains.add(drain.done());
                completeDrains();
            }
            case Mail.Stop stop -> end(stop);
        }
    }

    private void pass(Connection from, RelayInput input) throws InterruptedException {
        guarded(hostOf.get(from.number()), served -> served.receive(from, input));
    }

    private static SessionId session(Connection connection) {
        return WorkspaceHost.sessionOf(connection);
    }

    private void admit(Mail.Opened opened) throws InterruptedException {
        WorkspaceHost host = hosts.computeIfAbsent(
                opened.workspace(),
                workspace -> new WorkspaceHost(workspace, parts.machines().apply(workspace), surroundings));
        if (broken.contains(host)) {
            wire.close(opened.connection());
            return;
        }
        hostOf.put(opened.connection().number(), host);
        guarded(host, served -> served.open(opened.connection(), opened.host()));
    }

    private void settle(Mail.Committed committed) throws InterruptedException {
        WorkspaceHost host = hosts.get(committed.workspace());
        if (host == null) {
            throw new IllegalStateException("an append of a workspace that was dropped: " + committed.workspace());
        }
        if (broken.contains(host)) {
            host.settledUnheard(committed.appends());
            dropIfSettled(host);
        } else {
            guarded(host, served -> served.settled(committed));
        }
        completeDrains();
    }

    private void completeDrains() {
        boolean quiet = hosts.values().stream().noneMatch(host -> host.appendsUnderWay() > 0);
        if (quiet && !drains.isEmpty()) {
            wire.flush();
            drains.forEach(done -> done.complete(null));
            drains.clear();
        }
    }

    /** Something to do with a host. */
    private interface Action {
        void on(WorkspaceHost host) throws InterruptedException;
    }

    /** A bug in one workspace must not stop the others: its clients are sent away, and it is read anew from disk. */
    private void guarded(@Nullable WorkspaceHost host, Action action) throws InterruptedException {
        if (host == null || broken.contains(host)) {
            return;
        }
        try {
            action.on(host);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("workspace", host.workspace())
                    .setCause(e)
                    .log("workspace {}: stopped by a bug; it will be read anew from disk", host.workspace());
            broken.add(host);
            host.abandon();
            dropIfSettled(host);
        }
    }

    private void dropIfSettled(WorkspaceHost host) {
        if (host.appendsUnderWay() == 0) {
            broken.remove(host);
            drop(host);
        }
    }

    private void drop(WorkspaceHost host) {
        hosts.remove(host.workspace());
        timers.cancel(host);
        hostOf.values().removeIf(each -> each == host);
    }

    private void sweep() {
        long now = surroundings.nowMillis();
        if (Math.abs(now - sweptMillis) < SWEEP_MILLIS) {
            return;
        }
        sweptMillis = now;
        for (WorkspaceHost host : List.copyOf(hosts.values())) {
            if (!broken.contains(host) && host.isIdle(now, parts.settings().idleMillis())) {
                drop(host);
            }
        }
    }

    private void end(Mail.Stop stop) throws InterruptedException {
        for (WorkspaceHost host : List.copyOf(hosts.values())) {
            guarded(host, served -> served.step(new RelayInput.Stopping(stop.reason(), stop.retryAfterMillis())));
        }
        stopped = true;
    }
}
