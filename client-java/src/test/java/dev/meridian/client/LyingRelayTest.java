package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.client.transport.OddPeer;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Relays that hold the right key and do not keep to what they signed, and peers that say nothing. */
class LyingRelayTest extends RelayTest {
    private static final ByteString OTHER_CHAIN = Sha256.of(ByteString.copyFromUtf8("another log"));

    private Workspace foundedAndSynced() {
        Workspace ada = homes.found(relay);
        ada.createBoard("Roadmap");
        ada.sync();
        return ada;
    }

    private static LogHead headOf(Workspace workspace) {
        return workspace
                .core()
                .thread()
                .call(() -> workspace.core().standing().log().head().orElseThrow());
    }

    @Test
    void twoLogsUnderOneGenerationStopTheClientWithBothHeadsAsProof_GEN7() throws Exception {
        Workspace ada = foundedAndSynced();
        LogHead genuine = headOf(ada);
        relay.stop();
        SignedHead other = SignedHeads.sign(
                new LogHead(
                        genuine.workspace(),
                        genuine.gen(),
                        genuine.pos(),
                        genuine.relayMillis(),
                        OTHER_CHAIN,
                        genuine.members()),
                relay.key());

        StoppedException stopped;
        try (OddPeer liar = liar(other)) {
            assertThat(liar.address().port()).isEqualTo(relay.port());
            stopped = catchThrowableOfType(StoppedException.class, ada::sync);
        }

        assertThat(stopped).hasMessageContaining("another log");
        assertThat(ada.evidence()).hasSize(2).contains(other);
        assertThat(ada.status().stopped()).isPresent();
        workGoesOnAndAnHonestRelayIsTakenBack(ada);
    }

    @Test
    void aRelayThatGoesBackAndDoesNotTakeItBackStopsTheClient_GEN6() throws Exception {
        Workspace ada = foundedAndSynced();
        LogHead genuine = headOf(ada);
        relay.stop();
        SignedHead earlier = SignedHeads.sign(
                new LogHead(
                        genuine.workspace(),
                        genuine.gen() - 1,
                        genuine.pos(),
                        genuine.relayMillis(),
                        OTHER_CHAIN,
                        genuine.members()),
                relay.key());

        StoppedException stopped;
        try (OddPeer liar = liar(earlier)) {
            assertThat(liar.address().port()).isEqualTo(relay.port());
            stopped = catchThrowableOfType(StoppedException.class, ada::sync);
        }

        assertThat(stopped).hasMessageContaining("earlier generation");
        assertThat(ada.evidence()).isNotEmpty();
        workGoesOnAndAnHonestRelayIsTakenBack(ada);
    }

    private void workGoesOnAndAnHonestRelayIsTakenBack(Workspace ada) throws Exception {
        BoardHandle board = ada.createBoard("Made meanwhile");
        board.addCard("Card", Position.ORIGIN);
        relay.start();
        assertThat(ada.sync().sent()).isPositive();
        assertThat(ada.status().stopped()).isEmpty();
        assertThat(ada.evidence()).isEmpty();
    }

    /** In the place of the relay, with its key: shows a log that ends in this head, whatever it is told. */
    private OddPeer liar(SignedHead head) throws IOException {
        SigningKey key = relay.key();
        return new OddPeer(relay.port(), true, (out, socket) -> {
            InputStream in = socket.getInputStream();
            while (true) {
                Frame said = Frame.parseFrom(OddPeer.next(in));
                if (said.hasHello()) {
                    Challenge.Builder challenge = Challenge.newBuilder()
                            .setVersion(1)
                            .setRelayKey(key.verifyKey().bytes())
                            .setRelayNonce(Sha256.of(said.getHello().getClientNonce()));
                    answer(out, Frame.newBuilder().setChallenge(challenge));
                } else if (said.hasLogin()) {
                    answer(
                            out,
                            Frame.newBuilder()
                                    .setWelcome(Welcome.newBuilder()
                                            .setFrameBytesMax(1 << 20)
                                            .setHead(head)));
                } else if (said.hasResume()) {
                    answer(
                            out,
                            Frame.newBuilder()
                                    .setDiverged(
                                            Diverged.newBuilder().setAt(head).setHead(head)));
                }
            }
        });
    }

    private static void answer(OutputStream out, Frame.Builder frame) throws IOException {
        OddPeer.binary(out, frame.build().toByteArray());
    }

    @Test
    void whoeverAcceptsAndSaysNothingIsWaitedForOnlySoLong() throws Exception {
        Workspace ada = foundedAndSynced();
        ada.close();
        relay.stop();
        MeridianOptions brief = MeridianOptions.DEFAULT.withTimeouts(Duration.ofMillis(700), Duration.ofMillis(1_500));
        try (Meridian home = Meridian.open(directory.resolve("ada"), brief);
                ServerSocket silent = new ServerSocket(relay.port(), 5, InetAddress.getLoopbackAddress())) {
            assertThat(silent.isBound()).isTrue();
            Workspace again = home.workspace("Apollo");
            assertThat(catchThrowableOfType(RelayException.class, again::sync).reason())
                    .isIn(RelayException.Reason.TIMEOUT, RelayException.Reason.UNREACHABLE);
            URI uri = URI.create("http://127.0.0.1:" + relay.port());
            assertThat(catchThrowableOfType(
                                    RelayException.class,
                                    () -> home.createWorkspace("Gemini", uri, "Ada", Homes.ZURICH))
                            .reason())
                    .isIn(RelayException.Reason.TIMEOUT, RelayException.Reason.UNREACHABLE);
            assertThat(home.workspaces()).hasSize(1);
        }
    }

    @Test
    void whoeverShakesHandsAndSaysNothingIsWaitedForOnlySoLong() throws Exception {
        Workspace ada = foundedAndSynced();
        ada.close();
        relay.stop();
        MeridianOptions brief = MeridianOptions.DEFAULT.withTimeouts(Duration.ofMillis(700), Duration.ofMillis(1_500));
        try (Meridian home = Meridian.open(directory.resolve("ada"), brief);
                OddPeer mute = new OddPeer(relay.port(), true, (out, socket) -> {})) {
            assertThat(mute.address().port()).isEqualTo(relay.port());
            RelayException failure = catchThrowableOfType(RelayException.class, home.workspace("Apollo")::sync);
            assertThat(failure.reason()).isEqualTo(RelayException.Reason.TIMEOUT);
            assertThat(failure).hasMessageContaining("Nothing came from the relay");
        }
    }
}
