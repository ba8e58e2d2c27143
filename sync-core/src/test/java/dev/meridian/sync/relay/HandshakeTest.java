package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Presence;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.SigningKey;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final Team team = new Team("handshake");

    @Test
    void welcomesAMemberWithTheHeadOfTheLog_REL1() {
        DeviceKeys member = team.member(Role.ROLE_EDITOR);
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(member);
        assertThat(peer.welcome.hasWelcome()).isTrue();
        assertThat(SignedHeads.verify(peer.welcome.getWelcome().getHead(), team.relayKey.verifyKey(), team.workspace())
                        .orElseThrow()
                        .pos())
                .isEqualTo(3);
        assertThat(peer.welcome.getWelcome().getFrameBytesMax()).isEqualTo(bench.limits.frameBytesMax());
        assertThat(peer.welcome.getWelcome().getNowMs()).isEqualTo(bench.nowMillis);
    }

    @Test
    void welcomesWhoeverComesToAWorkspaceItDoesNotHoldWithoutAHead_REL1() {
        Bench bench = new Bench(team);
        assertThat(bench.login(team.owner).welcome.getWelcome().hasHead()).isFalse();
        assertThat(bench.login(team.newKeys()).welcome.getWelcome().hasHead()).isFalse();
    }

    @Test
    void refusesVersionsItDoesNotSpeak_REL2() {
        Bench bench = new Bench(team);
        Bench.Peer peer = bench.connect();
        peer.send(Frame.newBuilder().setHello(peer.helloOf(2, 7)));
        assertRefused(peer, ErrorCode.ERROR_CODE_VERSION);
        Bench.Peer able = bench.connect();
        able.send(Frame.newBuilder().setHello(able.helloOf(0, -1)));
        assertThat(able.takeFrames().getFirst().getChallenge().getVersion()).isEqualTo(1);
    }

    @Test
    void refusesAGreetingThatIsNotWellFormed_REL2() {
        Bench bench = new Bench(team);
        Bench.Peer peer = bench.connect();
        peer.send(Frame.newBuilder().setHello(peer.helloOf(1, 1).setClientNonce(ByteString.copyFromUtf8("short"))));
        assertRefused(peer, ErrorCode.ERROR_CODE_BAD_FRAME);
        Bench.Peer other = bench.connect();
        other.send(Frame.newBuilder().setHello(other.helloOf(1, 1).setWs(ByteString.copyFrom(new byte[32]))));
        assertRefused(other, ErrorCode.ERROR_CODE_BAD_FRAME);
    }

    @Test
    void attack12_replayedNonceDoesNotLogIn_REL3() {
        Bench bench = Bench.founded(team);
        Bench.Peer first = bench.connect();
        first.hello();
        Frame challenge = first.takeFrames().getFirst();
        var proof = first.proof(team.owner.signing(), Bench.HOST, challenge);
        first.send(Frame.newBuilder().setLogin(proof));
        assertThat(first.takeFrames().getFirst().hasWelcome()).isTrue();

        Bench.Peer second = bench.connect();
        second.send(Frame.newBuilder()
                .setHello(second.helloOf(1, 1)
                        .setClientNonce(first.terms(Bench.HOST, challenge).clientNonce())));
        second.takeFrames();
        second.send(Frame.newBuilder().setLogin(proof));
        assertRefused(second, ErrorCode.ERROR_CODE_BAD_LOGIN);
    }

    @Test
    void attack13_proofForAnotherHostDoesNotLogIn_REL3() {
        Bench bench = Bench.founded(team);
        assertRefused(loggingIn(bench, "evil.example:443", "evil.example:443"), ErrorCode.ERROR_CODE_BAD_LOGIN);
    }

    @Test
    void takesTheNameItWasDialledByWhereNoneIsSet_REL3() {
        Bench bench = Bench.founded(team);
        bench.hosts = Set.of();
        bench.restart();
        Bench.Peer good = loggingIn(bench, "any.example:443", "any.example:443");
        assertThat(good.takeFrames().getFirst().hasWelcome()).isTrue();
        assertRefused(loggingIn(bench, "any.example:443", "other.example:443"), ErrorCode.ERROR_CODE_BAD_LOGIN);
    }

    @Test
    void takesAnyOfItsOwnNames_REL3() {
        Bench bench = Bench.founded(team);
        bench.hosts = Set.of("a.example:443", "b.example:443");
        bench.restart();
        for (String host : bench.hosts) {
            assertThat(loggingIn(bench, "whatever", host)
                            .takeFrames()
                            .getFirst()
                            .hasWelcome())
                    .isTrue();
        }
    }

    private Bench.Peer loggingIn(Bench bench, String dialled, String signed) {
        Bench.Peer peer = bench.connect(dialled);
        peer.hello();
        Frame challenge = peer.takeFrames().getFirst();
        peer.send(Frame.newBuilder().setLogin(peer.proof(team.owner.signing(), signed, challenge)));
        return peer;
    }

    @Test
    void attack14_proofForAnotherRelayDoesNotLogIn_REL3() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.connect();
        peer.hello();
        LoginProofs.Terms terms = peer.terms(Bench.HOST, peer.takeFrames().getFirst());
        SigningKey otherRelay = SigningKey.generate(team.entropy);
        peer.send(Frame.newBuilder()
                .setLogin(LoginProofs.prove(
                        team.owner.signing(),
                        new LoginProofs.Terms(
                                terms.workspace(),
                                terms.host(),
                                otherRelay.verifyKey(),
                                terms.clientNonce(),
                                terms.relayNonce()))));
        assertRefused(peer, ErrorCode.ERROR_CODE_BAD_LOGIN);
    }

    @Test
    void aStrangerReadsNothingOfAWorkspace_REL4() {
        Bench bench = Bench.founded(team);
        Bench.Peer stranger = bench.login(team.newKeys());
        stranger.resume(0);
        var frames = stranger.takeFrames();
        assertThat(frames.getFirst().getAppend().getItemsCount()).isZero();
        assertThat(frames.getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        assertThat(stranger.closed).isTrue();
        assertThat(bench.reads).isEmpty();
    }

    @Test
    void attack41_expiredInviteDoesNotComeIn_REL5() {
        DeviceKeys invite = team.invite(Role.ROLE_EDITOR, 1, Bench.BEGIN_MILLIS + 5_000);
        Bench bench = Bench.founded(team);
        assertThat(bench.login(invite).welcome.hasWelcome()).isTrue();
        bench.nowMillis += 5_000;
        assertThat(bench.login(invite).welcome.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVITE_EXPIRED);
    }

    @Test
    void attack42_overusedInviteDoesNotComeIn_REL5() {
        DeviceKeys invite = team.invite(Role.ROLE_EDITOR, 1, Team.FAR_OFF);
        Bench bench = Bench.founded(team);
        Bench.Peer guest = bench.login(invite);
        guest.push(Team.item(team.joinRecord(team.newKeys(), invite)));
        bench.store();
        assertThat(bench.login(invite).welcome.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVITE_USED_UP);
    }

    @Test
    void sendsAwayWhoeverDoesNotLogInInTime_REL6() {
        Bench bench = Bench.founded(team);
        Bench.Peer silent = bench.connect();
        Bench.Peer slow = bench.connect();
        slow.hello();
        Bench.Peer member = bench.login(team.owner);
        long due = bench.nowMillis + bench.limits.strangers().loginMillisMax();
        assertThat(bench.timers).contains(due);
        bench.nowMillis = due - 1;
        bench.step(new RelayInput.Tick());
        assertThat(silent.closed || slow.closed).isFalse();
        assertThat(bench.timers.getLast()).isEqualTo(due);
        bench.nowMillis = due;
        bench.step(new RelayInput.Tick());
        assertThat(silent.closed && slow.closed).isTrue();
        assertThat(member.closed).isFalse();
    }

    @Test
    void sendsAwayAStrangerWhoDoesNotBecomeAMemberInTime_REL6() {
        Bench bench = Bench.founded(team);
        Bench.Peer stranger = bench.login(team.newKeys());
        bench.nowMillis += bench.limits.strangers().petitionMillisMax();
        bench.step(new RelayInput.Tick());
        assertThat(stranger.closed).isTrue();
        assertThat(stranger.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void bearsLittleBeforeTheLogin_REL6() {
        Bench bench = new Bench(team);
        Bench.Peer peer = bench.connect();
        ByteString much = ByteString.copyFrom(new byte[bench.limits.strangers().loginFrameBytesMax()]);
        peer.send(Frame.newBuilder().setHello(peer.helloOf(1, 1).setClientNonce(much)));
        assertRefused(peer, ErrorCode.ERROR_CODE_TOO_LARGE);
    }

    @Test
    void turnsAwayWhoeverIsTooMany_REL7() {
        Bench bench = new Bench(team);
        RelayLimits few = bench.limits;
        bench.limits = new RelayLimits(
                few.frameBytesMax(),
                few.itemBytesMax(),
                few.pushItemsMax(),
                2,
                few.inFlightBytesMax(),
                few.readBytesMax(),
                few.strangers(),
                few.pushes(),
                few.room(),
                few.retryAfterMillis());
        bench.restart();
        bench.connect();
        Bench.Peer second = bench.connect();
        Bench.Peer third = bench.connect();
        assertThat(third.takeFrames().getFirst().getError().getRetryAfterMs()).isEqualTo(few.retryAfterMillis());
        assertThat(third.closed).isTrue();
        second.hangUp();
        assertThat(bench.connect().closed).isFalse();
    }

    @Test
    void attack19_malformedFramesEndTheConnection_REL8() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.connect();
        bench.step(new RelayInput.Unreadable(peer.session, ErrorCode.ERROR_CODE_BAD_FRAME, "not a frame"));
        assertRefused(peer, ErrorCode.ERROR_CODE_BAD_FRAME);
    }

    @Test
    void framesThatDoNotFitEndTheConnection_REL8() {
        Bench bench = Bench.founded(team);
        Bench.Peer early = bench.connect();
        early.push();
        assertRefused(early, ErrorCode.ERROR_CODE_BAD_FRAME);
        Bench.Peer challenged = bench.connect();
        challenged.hello();
        challenged.takeFrames();
        challenged.send(Frame.newBuilder().setPush(Push.getDefaultInstance()));
        assertRefused(challenged, ErrorCode.ERROR_CODE_BAD_FRAME);
        Bench.Peer empty = bench.login(team.owner);
        empty.send(Frame.newBuilder());
        assertRefused(empty, ErrorCode.ERROR_CODE_BAD_FRAME);
        Bench.Peer twice = bench.follow(team.owner);
        twice.resume(0);
        assertRefused(twice, ErrorCode.ERROR_CODE_BAD_FRAME);
        Bench.Peer fake = bench.follow(team.owner);
        fake.send(Frame.newBuilder().setPresence(Presence.getDefaultInstance()));
        assertRefused(fake, ErrorCode.ERROR_CODE_BAD_FRAME);
    }

    @Test
    void nothingIsHeardOfASessionThatIsGone_REL8() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.follow(team.owner);
        peer.hangUp();
        peer.push(Team.item(team.envelope(team.owner, 1)));
        assertThat(bench.appends).isEmpty();
        assertThat(bench.machine().isIdle()).isTrue();
    }

    private static void assertRefused(Bench.Peer peer, ErrorCode code) {
        assertThat(peer.takeFrames().getLast().getError().getCode()).isEqualTo(code);
        assertThat(peer.closed).isTrue();
    }
}
