package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.VerifyKey;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relay is killed at a random moment while two clients push, again and again. {@code -Dmeridian.kill.rounds=N} for more rounds ({@code -Dmeridian.soak=true}: 500),
 * {@code -Dmeridian.kill.seed=N} to repeat the moments of a run.
 */
class KilledRelayTest {
    private static final int KILL_AFTER_MILLIS_MAX = 300;
    private static final int EARLY_KILL_EVERY = 5;
    private static final int ROUNDS =
            Integer.getInteger("meridian.kill.rounds", Boolean.getBoolean("meridian.soak") ? 500 : 20);
    private static final long SEED = Long.getLong("meridian.kill.seed", System.nanoTime());

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    private TestWorkspace workspace;
    private Pusher first;
    private Pusher second;

    @BeforeEach
    void found() throws Exception {
        try (RelayProcess relay = start()) {
            workspace = new TestWorkspace(relayKey());
            TestWorkspace.Invited invited = workspace.invite();
            TestWorkspace.Joined joined = workspace.join(invited.keys());
            try (RelayClient owner = RelayClient.login(
                    relay.address(), workspace.id(), workspace.owner().signing())) {
                owner.push(workspace.genesis(), invited.record());
                owner.next(Frame.BodyCase.ACK);
            }
            try (RelayClient guest = RelayClient.login(
                    relay.address(), workspace.id(), invited.keys().signing())) {
                guest.push(joined.record());
                guest.next(Frame.BodyCase.ACK);
            }
            first = new Pusher(workspace, workspace.owner());
            second = new Pusher(workspace, joined.keys());
        }
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private RelayProcess start() throws Exception {
        return RelayProcess.start(directory.resolve("data"), 0, directory.resolve("relay.log"));
    }

    private VerifyKey relayKey() throws Exception {
        return RelayProcess.keyOf(directory.resolve("data"));
    }

    @Test
    @Timeout(1_800)
    void losesNothingAcknowledgedAndKeepsNothingTwice_DSK1() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            try (RelayProcess relay = start()) {
                CompletableFuture<Void> going = new CompletableFuture<>();
                CompletableFuture<Void> pushing = CompletableFuture.allOf(
                        push(first, relay.address(), going), push(second, relay.address(), going));
                if (round % EARLY_KILL_EVERY == 0) {
                    going.complete(null); // perhaps while they still log in
                }
                going.thenRunAsync(relay::close, after(random.nextInt(KILL_AFTER_MILLIS_MAX)))
                        .get(60, TimeUnit.SECONDS);
                pushing.get(60, TimeUnit.SECONDS);
            }
        }
        try (RelayProcess relay = start()) {
            first.finish(relay.address());
            second.finish(relay.address());
            verify(relay.address());
        }
    }

    private static Executor after(int millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> push(Pusher pusher, InetSocketAddress relay, CompletableFuture<Void> going) {
        return CompletableFuture.runAsync(() -> pusher.pushUntilCut(relay, going), threads);
    }

    private void verify(InetSocketAddress relay) throws Exception {
        Map<ByteString, Long> acknowledged = new HashMap<>(first.acknowledged());
        acknowledged.putAll(second.acknowledged());
        Follower log = new Follower(workspace.id(), relayKey());
        try (RelayClient reader =
                RelayClient.login(relay, workspace.id(), workspace.owner().signing())) {
            log.resume(reader);
            log.readTo(acknowledged.size() + 3L, reader);
        }
        assertThat(positions(log))
                .as("seed %d, %d rounds", SEED, ROUNDS)
                .isEqualTo(acknowledged)
                .hasSizeGreaterThan(ROUNDS);
    }

    private static Map<ByteString, Long> positions(Follower log) {
        Map<ByteString, Long> positions = new HashMap<>();
        for (LogItem item : log.log()) {
            LogEntry entry = LogEntry.parse(item.getEntry()).orElseThrow();
            if (entry.kind() == EntryKind.ENTRY_KIND_ENVELOPE) {
                Long twice = positions.put(idOf(item.getItem()), entry.pos());
                assertThat(twice)
                        .as("the item at %d is there before", entry.pos())
                        .isNull();
            }
        }
        return positions;
    }

    private static ByteString idOf(ByteString item) {
        return switch (SealedEnvelope.read(item)) {
            case SealedEnvelope.Read read -> read.envelope().itemId().bytes();
            case SealedEnvelope.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }
}
