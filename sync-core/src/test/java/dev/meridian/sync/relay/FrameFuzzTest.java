package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any bytes as a frame, from a stranger and from a member: the relay's machine bears them in bounded memory, and serves the next. */
@Timeout(1800)
class FrameFuzzTest {
    private static final long MEMORY = 4 << 20;

    private final Team team = new Team("fuzz");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);

    private List<byte[]> frames() {
        Frame push = Frame.newBuilder()
                .setPush(Push.newBuilder()
                        .addItems(Team.item(team.envelope(editor, 1)))
                        .addItems(Team.item(team.records().getLast())))
                .build();
        Frame resume = Frame.newBuilder()
                .setResume(dev.meridian.proto.v1.Resume.newBuilder()
                        .setGen(1)
                        .setAfterPos(2)
                        .setChain(Chain.ZERO))
                .build();
        Frame hello = Frame.newBuilder()
                .setHello(dev.meridian.proto.v1.Hello.newBuilder()
                        .setVersionMin(1)
                        .setVersionMax(1)
                        .setWs(team.workspace().bytes())
                        .setClientNonce(ByteString.copyFrom(new byte[32])))
                .build();
        return List.of(push.toByteArray(), resume.toByteArray(), hello.toByteArray());
    }

    @Test
    void attack19_anyFrameOfAMemberIsBorne_REL8() {
        Bench bench = Bench.founded(team);
        new Fuzz(frames(), MEMORY).run(5_000, input -> {
            Bench.Peer peer = bench.follow(editor);
            feed(peer, input);
            bench.store();
            bench.read();
            peer.hangUp();
        });
        assertThat(bench.login(editor).welcome.hasWelcome()).isTrue();
    }

    @Test
    void attack19_anyFrameOfAStrangerIsBorne_REL8() {
        Bench bench = Bench.founded(team);
        new Fuzz(frames(), MEMORY).run(20_000, input -> {
            Bench.Peer peer = bench.connect();
            feed(peer, input);
            feed(peer, input);
            bench.store();
            peer.hangUp();
        });
        assertThat(bench.login(editor).welcome.hasWelcome()).isTrue();
    }

    private static void feed(Bench.Peer peer, byte[] input) {
        try {
            Frame frame = Frame.parseFrom(input);
            if (!peer.closed) {
                peer.send(frame.toBuilder());
            }
        } catch (InvalidProtocolBufferException e) {
            return; // the shell answers it with BAD_FRAME, and the machine never sees it
        }
    }
}
