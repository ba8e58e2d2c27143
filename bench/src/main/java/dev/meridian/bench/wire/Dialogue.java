package dev.meridian.bench.wire;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.Hello;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Resume;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.util.List;

/** What a client says to a relay before load begins, frame by frame. For one thread. */
public interface Dialogue extends AutoCloseable {
    /** Sends a frame. */
    void send(Frame frame) throws IOException;

    /** The next frame. @throws IOException if none comes, or an error comes */
    Frame next() throws IOException;

    /** Under which name the relay was dialled, HOST:PORT. */
    String host();

    @Override
    void close() throws IOException;

    /** Greets, and is challenged. */
    default Challenge hello(WorkspaceId workspace, ByteString nonce) throws IOException {
        send(Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setReadsPruned(true)
                        .setVersionMin(1)
                        .setVersionMax(1)
                        .setWs(workspace.bytes())
                        .setClientNonce(nonce))
                .build());
        return next().getChallenge();
    }

    /** The relay's key: it says so to whoever greets it with any workspace. Nothing else can be said afterwards. */
    default VerifyKey relayKey() throws IOException {
        WorkspaceId any = new WorkspaceId(Randomness.ENTROPY.bytes(WorkspaceId.LENGTH));
        Challenge challenge = hello(any, Randomness.ENTROPY.bytes(LoginProofs.NONCE_LENGTH));
        return VerifyKey.of(challenge.getRelayKey()).orElseThrow();
    }

    /** Greets and proves to hold this key. */
    default Welcome logIn(WorkspaceId workspace, SigningKey key) throws IOException {
        ByteString nonce = Randomness.ENTROPY.bytes(LoginProofs.NONCE_LENGTH);
        Challenge challenge = hello(workspace, nonce);
        VerifyKey relay = VerifyKey.of(challenge.getRelayKey()).orElseThrow();
        LoginProofs.Terms terms = new LoginProofs.Terms(workspace, host(), relay, nonce, challenge.getRelayNonce());
        send(Frame.newBuilder().setLogin(LoginProofs.prove(key, terms)).build());
        return next().getWelcome();
    }

    /** Pushes and waits until all of it is acknowledged. */
    default void push(List<PushItem> items) throws IOException {
        send(Frame.newBuilder().setPush(Push.newBuilder().addAllItems(items)).build());
        int acknowledged = 0;
        while (acknowledged < items.size()) {
            acknowledged += next().getAck().getReceiptsCount();
        }
    }

    /** Asks to be sent what comes after this head; the default instance stands for the beginning. */
    default void resume(SignedHead head) throws IOException {
        Head known = Head.parseFrom(head.getHead());
        Resume resume = Resume.newBuilder()
                .setGen(known.getGen())
                .setAfterPos(known.getPos())
                .setChain(known.getPos() == 0 ? Chain.ZERO : known.getChain())
                .build();
        send(Frame.newBuilder().setResume(resume).build());
    }
}
