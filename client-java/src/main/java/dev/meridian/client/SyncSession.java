package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Cores;
import dev.meridian.client.transport.Dialer;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.client.transport.RelaySocket;
import dev.meridian.client.transport.SocketListener;
import dev.meridian.client.transport.SocketOptions;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.client.ClientMachine;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.trust.Entropy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client machine at work: its own thread runs the machine and the socket, so that signatures are checked while the workspace's thread stores what
 * was checked before. Effects on the store are handed to whoever owns that, in order.
 */
final class SyncSession implements AutoCloseable {
    /** Frames handed over and not stored yet, beyond which no more is read from the socket. */
    private static final int UNSTORED_FRAMES_MAX = 8;

    private final ScheduledThreadPoolExecutor executor;
    private final Dialer dialer;
    private final RelayAddress address;
    private final ClientMachine machine;
    private final Shell shell;
    private final long startNanos = System.nanoTime();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private @Nullable RelaySocket socket;
    private @Nullable ScheduledFuture<?> timer;
    private int unstored;
    private boolean held;
    private volatile boolean over;
    private volatile boolean spoken;
    private volatile int snapshotEntries;

    /** Who owns the store. Called on the session's thread. */
    interface Shell {
        /** Perform an effect on the store, or take note of it. */
        void perform(SyncSession session, ClientEffect effect);

        /** A bug: the session is over. */
        void failed(SyncSession session, RuntimeException bug);
    }

    /**
     * What a session needs.
     *
     * @param voucherHash SHA-256 of the relay key that may vouch for a certificate
     */
    record Setting(
            String threadName,
            RelayAddress address,
            MeridianOptions options,
            ClientTerms terms,
            ByteString voucherHash) {}

    SyncSession(Setting setting, LocalLog log, Shell shell, Entropy entropy) {
        this.shell = shell;
        this.address = setting.address();
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(setting.threadName()).daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        MeridianOptions options = setting.options();
        dialer = new Dialer(
                SocketOptions.of(options.connectTimeout(), options.idleTimeout()),
                new RelayTrust(Optional.of(setting.voucherHash()), options.clock()).context(),
                executor);
        machine = new ClientMachine(setting.terms(), ClientLimits.DEFAULTS, log, entropy, new Cores());
    }

    /** Gives the machine an input; from any thread. */
    void input(ClientInput input) {
        run(() -> step(input));
    }

    /** Whether a connection was ever open: what failed then was not the way there. */
    boolean hasSpoken() {
        return spoken;
    }

    /** After how many entries of a document the relay wants a snapshot; 0 where it wants none. */
    int snapshotEntries() {
        return snapshotEntries;
    }

    /** Bytes of frames from the relay so far. */
    long bytesReceived() {
        return bytesReceived.get();
    }

    /** Bytes of frames to the relay so far. */
    long bytesSent() {
        return bytesSent.get();
    }

    private void run(Runnable body) {
        try {
            executor.execute(() -> guarded(body));
        } catch (RejectedExecutionException e) {
            if (!over) {
                throw e;
            }
        }
    }

    private void guarded(Runnable body) {
        if (over) {
            return;
        }
        try {
            body.run();
        } catch (RuntimeException e) {
            over = true;
            shell.failed(this, e);
        }
    }

    private void step(ClientInput input) {
        if (input instanceof ClientInput.Stored) {
            unstored--;
        }
        long nowMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        List<ClientEffect> effects = machine.step(nowMillis, input);
        snapshotEntries = machine.snapshotEntries();
        for (ClientEffect effect : effects) {
            perform(effect, nowMillis);
        }
        readOn();
    }

    private void perform(ClientEffect effect, long nowMillis) {
        switch (effect) {
            case ClientEffect.Connect connect -> connect(connect.connection());
            case ClientEffect.Send send -> send(send.frame());
            case ClientEffect.Disconnect disconnect -> hangUp();
            case ClientEffect.SetTimer set -> setTimer(Math.max(0, set.atMillis() - nowMillis));
            case ClientEffect.Deliver deliver -> {
                unstored++;
                shell.perform(this, deliver);
            }
            case ClientEffect.Heir heir -> shell.perform(this, heir);
            case ClientEffect.Acked acked -> shell.perform(this, acked);
            case ClientEffect.Refused refused -> shell.perform(this, refused);
            case ClientEffect.Rewind rewind -> shell.perform(this, rewind);
            case ClientEffect.ReadChain read -> shell.perform(this, read);
            case ClientEffect.ReadOriginals read -> shell.perform(this, read);
            case ClientEffect.ReadOutbox read -> shell.perform(this, read);
            case ClientEffect.PresenceReceived presence -> shell.perform(this, presence);
            case ClientEffect.Report report -> shell.perform(this, report);
        }
    }

    private void setTimer(long millis) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = executor.schedule(() -> guarded(() -> step(new ClientInput.Tick())), millis, TimeUnit.MILLISECONDS);
    }

    private void connect(long connection) {
        hangUp();
        socket = dialer.dial(address, new Connection(connection));
    }

    private void send(ByteString frame) {
        if (socket != null) {
            bytesSent.addAndGet(frame.size());
            socket.send(frame);
        }
    }

    private void hangUp() {
        held = false;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private void readOn() {
        if (held && unstored <= UNSTORED_FRAMES_MAX && socket != null) {
            held = false;
            socket.next();
        }
    }

    /** Hangs up and ends; nothing of what it was doing is told any more. */
    @Override
    public void close() {
        executor.execute(() -> {
            over = true;
            hangUp();
            if (timer != null) {
                timer.cancel(false);
            }
            // After the goodbye has gone out, which it does on this thread too.
            ScheduledFuture<?> unused = executor.schedule(
                    () -> {
                        dialer.close();
                        executor.shutdown();
                    },
                    200,
                    TimeUnit.MILLISECONDS);
        });
    }

    private final class Connection implements SocketListener {
        private final long number;

        Connection(long number) {
            this.number = number;
        }

        private boolean opened;

        @Override
        public void opened() {
            opened = true;
            spoken = true;
            guarded(() -> step(new ClientInput.Connected(number)));
        }

        @Override
        public void received(ByteString message) {
            bytesReceived.addAndGet(message.size());
            held = true;
            guarded(() -> step(new ClientInput.Received(number, message)));
        }

        @Override
        public void closed(String reason) {
            socket = null;
            ClientInput input = opened
                    ? new ClientInput.Disconnected(number, reason)
                    : new ClientInput.ConnectFailed(number, reason);
            guarded(() -> step(input));
        }
    }
}
