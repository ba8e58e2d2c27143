package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayServerTest {
    @TempDir
    Path directory;

    private RelayServer relay;
    private TestWorkspace workspace;
    private TestWorkspace.Author owner;

    @BeforeEach
    void start() throws Exception {
        relay = RelayServer.start(settings());
        workspace = new TestWorkspace(relay.key());
        owner = workspace.author(workspace.owner());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private RelaySettings settings() {
        return RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0));
    }

    private RelayClient ownerClient() throws Exception {
        return RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing());
    }

    private Follower follower() {
        return new Follower(workspace.id(), relay.key());
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }

    @Test
    void acknowledgesAPushAndShowsItToWhoeverFollows_SRV1() throws Exception {
        try (RelayClient author = ownerClient();
                RelayClient reader = reader()) {
            Follower seen = follower();
            PushItem item = owner.item(text("hello"));
            author.push(workspace.genesis(), item);
            Ack ack = author.next(Frame.BodyCase.ACK).getAck();
            assertThat(ack.getReceiptsList()).extracting(Receipt::getPos).containsExactly(1L, 2L);
            reader.logIn(workspace.id(), workspace.owner().signing());
            seen.resume(reader);
            seen.readTo(2, reader);
            PushItem second = owner.item(text("again"));
            author.push(second);
            seen.readTo(3, reader);
            assertThat(seen.items()).containsExactly(workspace.genesis().getItem(), item.getItem(), second.getItem());
        }
    }

    private RelayClient reader() throws Exception {
        return RelayClient.connect(relay.address());
    }

    @Test
    void servesTwoSubscribersTheSameBytes_SRV3() throws Exception {
        try (RelayClient author = ownerClient()) {
            author.push(workspace.genesis());
            author.next(Frame.BodyCase.ACK);
            try (RelayClient first = ownerClient();
                    RelayClient second = ownerClient()) {
                Follower one = follower();
                Follower two = follower();
                one.resume(first);
                two.resume(second);
                one.readTo(1, first);
                two.readTo(1, second);
                List<PushItem> items = IntStream.range(0, 50)
                        .mapToObj(i -> owner.item(text("change " + i)))
                        .toList();
                for (PushItem item : items) {
                    author.push(item);
                }
                one.readTo(51, first);
                two.readTo(51, second);
                assertThat(one.log()).isEqualTo(two.log());
                assertThat(one.items().subList(1, 51))
                        .isEqualTo(items.stream().map(PushItem::getItem).toList());
            }
        }
    }

    @Test
    void resumesAfterAPosition_SRV1() throws Exception {
        Follower seen = follower();
        try (RelayClient author = ownerClient()) {
            author.push(workspace.genesis(), owner.item(text("one")));
            author.next(Frame.BodyCase.ACK);
            seen.resume(author);
            seen.readTo(2, author);
        }
        try (RelayClient author = ownerClient()) {
            author.push(owner.item(text("two")), owner.item(text("three")));
            author.next(Frame.BodyCase.ACK);
            seen.resume(author);
            seen.readTo(4, author);
        }
        assertThat(seen.log()).hasSize(4);
    }

    @Test
    void keepsTheLogOverARestart_DSK1() throws Exception {
        Follower seen = follower();
        try (RelayClient author = ownerClient()) {
            author.push(workspace.genesis(), owner.item(text("before")));
            author.next(Frame.BodyCase.ACK);
            seen.resume(author);
            seen.readTo(2, author);
        }
        relay.close();
        relay = RelayServer.start(settings());
        try (RelayClient author = ownerClient()) {
            seen.resume(author);
            author.push(owner.item(text("after")));
            seen.readTo(3, author);
        }
        assertThat(seen.log()).hasSize(3);
    }

    @Test
    void letsANewcomerJoinByInvite_SRV1() throws Exception {
        TestWorkspace.Invited invited = workspace.invite();
        TestWorkspace.Joined joined = workspace.join(invited.keys());
        try (RelayClient author = ownerClient()) {
            author.push(workspace.genesis(), invited.record());
            author.next(Frame.BodyCase.ACK);
        }
        try (RelayClient guest = RelayClient.login(
                relay.address(), workspace.id(), invited.keys().signing())) {
            guest.push(joined.record());
            assertThat(guest.next(Frame.BodyCase.ACK).getAck().getReceipts(0).getPos())
                    .isEqualTo(3);
        }
        try (RelayClient member =
                RelayClient.login(relay.address(), workspace.id(), joined.keys().signing())) {
            member.push(workspace.author(joined.keys()).item(text("mine")));
            assertThat(member.next(Frame.BodyCase.ACK).getAck().getReceipts(0).getPos())
                    .isEqualTo(4);
        }
    }

    @Test
    void isRefilledVerbatimByAClientAfterItsDataWasWiped_DSK5() throws Exception {
        Follower seen = follower();
        try (RelayClient author = ownerClient()) {
            author.push(workspace.genesis(), owner.item(text("one")), owner.item(text("two")));
            author.next(Frame.BodyCase.ACK);
            seen.resume(author);
            seen.readTo(3, author);
        }
        relay.close();
        Files.move(directory.resolve("data"), directory.resolve("lost"));
        relay = RelayServer.start(settings());
        try (RelayClient author = RelayClient.connect(relay.address())) {
            assertThat(author.logIn(workspace.id(), workspace.owner().signing()).hasHead())
                    .isFalse();
            author.send(Frame.newBuilder().setRestore(seen.restore()).build());
            seen.resume(author);
            seen.accept(author.next(Frame.BodyCase.APPEND).getAppend());
            author.push(owner.item(text("three")));
            seen.readTo(4, author);
        }
        Follower newcomer = follower();
        try (RelayClient reader = ownerClient()) {
            newcomer.resume(reader);
            newcomer.readTo(4, reader);
        }
        assertThat(newcomer.log()).isEqualTo(seen.log());
    }

    @Test
    void acknowledgesAllThatItStoresBeforeItStops_SRV8() throws Exception {
        Set<Long> acknowledged = new TreeSet<>();
        try (RelayClient author = ownerClient()) {
            author.push(workspace.genesis());
            author.next(Frame.BodyCase.ACK);
            for (int i = 0; i < 300; i++) {
                author.push(owner.item(text("change " + i)));
            }
            relay.close();
            for (Frame frame = author.next(); !frame.hasGoAway(); frame = author.next()) {
                frame.getAck().getReceiptsList().forEach(receipt -> acknowledged.add(receipt.getPos()));
            }
        }
        relay = RelayServer.start(settings());
        Follower log = follower();
        try (RelayClient reader = ownerClient()) {
            log.resume(reader);
            log.readTo(1 + acknowledged.size(), reader);
            reader.push(owner.item(text("after")));
            log.readTo(2 + acknowledged.size(), reader);
        }
        assertThat(log.pos()).as("nothing is there that was not acknowledged").isEqualTo(2 + acknowledged.size());
    }

    @Test
    void servesWhereTheNativeTransportIsSwitchedOff_SRV1() throws Exception {
        relay.close();
        try (RelayProcess nio = RelayProcess.start(
                directory.resolve("data"), 0, directory.resolve("relay.log"), "-Dio.netty.transport.noNative=true")) {
            try (RelayClient author = RelayClient.login(
                    nio.address(), workspace.id(), workspace.owner().signing())) {
                author.push(workspace.genesis());
                assertThat(author.next(Frame.BodyCase.ACK).getAck().getReceiptsCount())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void tellsClientsWhenToComeBackAsItStops_SRV8() throws Exception {
        try (RelayClient client = ownerClient();
                RelayClient stranger = reader()) {
            relay.close();
            assertThat(client.next(Frame.BodyCase.GO_AWAY).getGoAway().getRetryAfterMs())
                    .isEqualTo(2_000);
            assertThat(client.closeStatus()).isIn(1000, 1001);
            assertThat(stranger.next().getGoAway().getRetryAfterMs()).isEqualTo(2_000);
            assertThat(stranger.closeStatus()).isEqualTo(1001);
        }
    }
}
