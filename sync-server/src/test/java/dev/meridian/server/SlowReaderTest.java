package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.server.net.NetLimits;
import dev.meridian.server.shard.ShardSettings;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SlowReaderTest {
    private static final int ITEM_BYTES = 100_000;
    private static final int ITEMS = 300;
    private static final int BATCH = 5;

    @TempDir
    Path directory;

    private RelayServer relay;
    private TestWorkspace workspace;

    @BeforeEach
    void start() throws Exception {
        RelaySettings settings = RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0));
        start(settings);
    }

    private void start(RelaySettings settings) throws Exception {
        relay = RelayServer.start(settings);
        workspace = new TestWorkspace(relay.key());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private RelayClient owner() throws Exception {
        return RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing());
    }

    /** Direct memory in Netty's hands. */
    private static long netBytes() {
        return ((AdaptiveByteBufAllocator) ByteBufAllocator.DEFAULT).usedDirectMemory();
    }

    @Test
    void attack20_aReaderThatDoesNotReadBecomesACursorAndCatchesUp_SRV4() throws Exception {
        try (RelayClient author = owner();
                RelayClient slow = owner();
                RelayClient quick = owner()) {
            author.push(workspace.genesis());
            author.next(Frame.BodyCase.ACK);
            Follower behind = new Follower(workspace.id(), relay.key());
            Follower ahead = new Follower(workspace.id(), relay.key());
            behind.resume(slow);
            ahead.resume(quick);
            behind.readTo(1, slow);
            slow.stopReading();

            long before = netBytes();
            long most = 0;
            TestWorkspace.Author writes = workspace.author(workspace.owner());
            List<ByteString> pushed = new ArrayList<>();
            for (int i = 0; i < ITEMS; i += BATCH) {
                List<PushItem> items = new ArrayList<>();
                for (int k = 0; k < BATCH; k++) {
                    items.add(writes.item(TestWorkspace.ENTROPY.bytes(ITEM_BYTES)));
                }
                author.push(items);
                ahead.readTo(1L + i + BATCH, quick);
                items.forEach(item -> pushed.add(item.getItem()));
                most = Math.max(most, netBytes() - before);
            }
            assertThat(most).as("30 MB went by; what waits for the slow reader").isLessThan(16L << 20);
            slow.readAgain();
            behind.readTo(1L + ITEMS, slow);
            assertThat(behind.items().subList(1, 1 + ITEMS)).isEqualTo(pushed);
            assertThat(behind.log()).isEqualTo(ahead.log());

            PushItem live = writes.item(ByteString.copyFromUtf8("live again"));
            author.push(live);
            behind.readTo(2L + ITEMS, slow);
            assertThat(behind.items().getLast()).isEqualTo(live.getItem());
        }
    }

    @Test
    void aFullMailboxSlowsTheSenderAndLosesNothing_SRV5() throws Exception {
        relay.close();
        RelaySettings settings = RelaySettings.of(directory.resolve("data2"), new RelaySettings.Listen("127.0.0.1", 0));
        start(settings.withShards(new ShardSettings(1, 2, 1 << 20, 3, 4, 1, 600_000)));
        try (RelayClient author = owner()) {
            author.push(workspace.genesis());
            author.next(Frame.BodyCase.ACK);
            TestWorkspace.Author writes = workspace.author(workspace.owner());
            for (int i = 0; i < 500; i++) {
                author.push(writes.item(ByteString.copyFromUtf8("change " + i)));
            }
            Follower log = new Follower(workspace.id(), relay.key());
            log.resume(author);
            log.readTo(501, author);
            assertThat(log.pos()).isEqualTo(501);
        }
    }

    @Test
    void aSlowFrameEndsTheConnection_SRV6() throws Exception {
        relay.close();
        NetLimits limits = new NetLimits(10_000, 1_000, 50, 10_000, 4 << 10, 1 << 20, 512 << 10, 45_000, 300);
        RelaySettings settings = RelaySettings.of(directory.resolve("data3"), new RelaySettings.Listen("127.0.0.1", 0));
        start(settings.withNet(limits));
        try (RelayClient author = owner()) {
            author.sendPart(ByteString.copyFromUtf8("the beginning of a message that never ends"));
            assertThat(author.closeStatus()).isEqualTo(1008);
        }
    }
}
