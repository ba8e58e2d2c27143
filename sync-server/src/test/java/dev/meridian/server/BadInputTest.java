package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.LoginProofs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BadInputTest {
    @TempDir
    Path directory;

    private RelayServer relay;
    private TestWorkspace workspace;

    @BeforeEach
    void start() throws Exception {
        relay = RelayServer.start(
                RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0)));
        workspace = new TestWorkspace(relay.key());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private RelayClient stranger() throws Exception {
        return RelayClient.connect(relay.address());
    }

    private RelayClient owner() throws Exception {
        return RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing());
    }

    private static void assertRefused(RelayClient client, ErrorCode code) throws Exception {
        Frame frame = client.next();
        while (!frame.hasError()) {
            frame = client.next();
        }
        Error error = frame.getError();
        assertThat(error.getCode()).as(error.getMessage()).isEqualTo(code);
        assertThat(error.getMessage()).isNotBlank().doesNotContain("\n", "Exception");
        assertThat(client.closeStatus()).isIn(1000, 1002, 1009);
    }

    @Test
    void refusesBytesThatAreNoFrame_SRV7() throws Exception {
        try (RelayClient client = stranger()) {
            client.sendRaw(ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xff, 7}));
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_FRAME);
        }
    }

    @Test
    void refusesBytesThatAreNoFrameAfterLogin_SRV7() throws Exception {
        try (RelayClient client = owner()) {
            client.sendRaw(ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xff, 7}));
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_FRAME);
        }
    }

    @Test
    void refusesATruncatedFrame_SRV7() throws Exception {
        try (RelayClient client = stranger()) {
            ByteString hello = Frame.newBuilder()
                    .setHello(Hello.newBuilder().setWs(workspace.id().bytes()))
                    .build()
                    .toByteString();
            client.sendRaw(hello.substring(0, hello.size() - 5));
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_FRAME);
        }
    }

    @Test
    void refusesTextMessages_SRV7() throws Exception {
        try (RelayClient client = stranger()) {
            client.sendText("hello");
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_FRAME);
        }
    }

    @Test
    void refusesAFirstFrameOtherThanHello_SRV7() throws Exception {
        try (RelayClient client = stranger()) {
            client.resume(0, 0, ByteString.EMPTY);
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_FRAME);
        }
    }

    @Test
    void refusesAWorkspaceIdOfAnotherLength_SRV7() throws Exception {
        try (RelayClient client = stranger()) {
            client.send(Frame.newBuilder()
                    .setHello(Hello.newBuilder().setWs(ByteString.copyFromUtf8("short")))
                    .build());
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_FRAME);
        }
    }

    @Test
    void refusesAnUnknownVersion_SRV7() throws Exception {
        try (RelayClient client = stranger()) {
            client.send(Frame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setVersionMin(7)
                            .setVersionMax(9)
                            .setWs(workspace.id().bytes())
                            .setClientNonce(TestWorkspace.ENTROPY.bytes(LoginProofs.NONCE_LENGTH)))
                    .build());
            assertRefused(client, ErrorCode.ERROR_CODE_VERSION);
        }
    }

    @Test
    void refusesMoreThan4KiBFromAStranger_SRV6() throws Exception {
        try (RelayClient client = stranger()) {
            client.sendRaw(TestWorkspace.ENTROPY.bytes(100_000));
            assertRefused(client, ErrorCode.ERROR_CODE_TOO_LARGE);
        }
    }

    @Test
    void attack17_refusesAFrameAboveTheLimitAfterLogin_SRV7() throws Exception {
        try (RelayClient client = owner()) {
            client.sendRaw(ByteString.copyFrom(new byte[(1 << 20) + 1]));
            assertRefused(client, ErrorCode.ERROR_CODE_TOO_LARGE);
        }
    }

    @Test
    void attack13_refusesALoginBoundToAnotherHost_SRV10() throws Exception {
        try (RelayClient client = stranger()) {
            client.answerChallenge(workspace.id(), workspace.owner().signing(), "elsewhere.example:443");
            assertRefused(client, ErrorCode.ERROR_CODE_BAD_LOGIN);
        }
    }

    @Test
    void refusesANonMember_SRV7() throws Exception {
        try (RelayClient client = owner()) {
            client.push(workspace.genesis());
            client.next(Frame.BodyCase.ACK);
        }
        DeviceKeys nobody = DeviceKeys.generate(TestWorkspace.ENTROPY);
        try (RelayClient client = stranger()) {
            client.logIn(workspace.id(), nobody.signing());
            client.resume(0, 0, ByteString.copyFrom(new byte[32]));
            assertRefused(client, ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        }
    }

    @Test
    void staysUpAfterRandomBytes_SRV7() throws Exception {
        for (int round = 0; round < 30; round++) {
            try (RelayClient client = stranger()) {
                client.hello(
                        new WorkspaceId(TestWorkspace.ENTROPY.bytes(WorkspaceId.LENGTH)),
                        TestWorkspace.ENTROPY.bytes(LoginProofs.NONCE_LENGTH));
                client.sendRaw(TestWorkspace.ENTROPY.bytes(1 + round * 7));
                assertThat(client.closeStatus()).isIn(1000, 1002);
            }
        }
        assertThat(relay.readiness().get().ready()).isTrue();
        try (RelayClient client = owner()) {
            client.push(workspace.genesis());
            assertThat(client.next(Frame.BodyCase.ACK).getAck().getReceiptsCount())
                    .isEqualTo(1);
        }
    }
}
