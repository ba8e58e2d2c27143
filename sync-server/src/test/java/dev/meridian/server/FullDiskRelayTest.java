package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.server.shard.Readiness;
import dev.meridian.server.store.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole relay on a small file system of its own; skipped where the process may not mount one. */
@Timeout(120)
class FullDiskRelayTest {
    private static final int BALLAST_BYTES = 32 << 20;
    private static final int ITEM_BYTES = 100_000;

    @TempDir
    Path directory;

    @Test
    void turnsReadOnlyOnAFullDiskAndGoesOnByItself_DSK3() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, 64)) {
            Path ballast = Files.write(disk.root().resolve("ballast"), new byte[BALLAST_BYTES]);
            RelaySettings settings =
                    RelaySettings.of(disk.root().resolve("data"), new RelaySettings.Listen("127.0.0.1", 0));
            try (RelayServer relay = RelayServer.start(settings)) {
                TestWorkspace workspace = new TestWorkspace(relay.key());
                TestWorkspace.Author author = workspace.author(workspace.owner());
                List<PushItem> stored = new ArrayList<>(List.of(workspace.genesis()));
                PushItem refused = pushUntilRefused(relay, workspace, author, stored);
                Readiness full = relay.readiness().get();
                assertThat(full.ready()).isFalse();
                assertThat(full.reason()).startsWith("disk full");
                assertHolds(relay, workspace, stored);

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> relay.readiness().get().ready());
                try (RelayClient client = login(relay, workspace)) {
                    client.push(refused);
                    Receipt receipt = client.next(Frame.BodyCase.ACK).getAck().getReceipts(0);
                    stored.add(refused);
                    assertThat(receipt.getPos()).isEqualTo(stored.size());
                }
                assertHolds(relay, workspace, stored);
            }
        }
    }

    private static RelayClient login(RelayServer relay, TestWorkspace workspace) throws Exception {
        return RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing());
    }

    /** One item at a time, each acknowledged, until one is refused; that one. */
    private static PushItem pushUntilRefused(
            RelayServer relay, TestWorkspace workspace, TestWorkspace.Author author, List<PushItem> stored)
            throws Exception {
        try (RelayClient client = login(relay, workspace)) {
            client.push(workspace.genesis());
            client.next(Frame.BodyCase.ACK);
            while (true) {
                PushItem item = author.item(TestWorkspace.ENTROPY.bytes(ITEM_BYTES));
                client.push(item);
                Frame answer = client.next();
                if (answer.hasError()) {
                    assertThat(answer.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_READ_ONLY);
                    assertThat(answer.getError().getRetryAfterMs()).isPositive();
                    return item;
                }
                stored.add(item);
            }
        }
    }

    private static void assertHolds(RelayServer relay, TestWorkspace workspace, List<PushItem> stored)
            throws Exception {
        Follower log = new Follower(workspace.id(), relay.key());
        try (RelayClient client = login(relay, workspace)) {
            log.resume(client);
            log.readTo(stored.size(), client);
        }
        assertThat(log.items()).isEqualTo(stored.stream().map(PushItem::getItem).toList());
    }
}
