package dev.meridian.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.GoAway;
import dev.meridian.proto.v1.Presence;
import dev.meridian.sync.relay.Team;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientLifecycleTest {
    private static final long GEN = 5;

    private final Team team = new Team("lifecycle");
    private final Ledger ledger = new Ledger(team.workspace(), team.relayKey).add(team.genesis.record());
    private final ClientDesk desk = guest(ClientLimits.DEFAULTS);

    private ClientDesk guest(ClientLimits limits) {
        return new ClientDesk(
                team,
                new Principal.Guest(team.owner.signing(), ByteString.EMPTY),
                new ClientStore(team.workspace()),
                limits);
    }

    private long waitMillis() {
        return ((ClientStatus.Waiting) desk.status()).untilMillis() - desk.nowMillis;
    }

    @Test
    void pausesLongerAndLongerWithJitterAndIsQuickAgainAfterASuccess_CLI30() {
        ClientLimits limits = desk.limits;
        desk.step(new ClientInput.Start());
        long step = limits.backOffMillisMin();
        for (int failure = 0; failure < 12; failure++) {
            desk.step(new ClientInput.ConnectFailed(desk.connection, "refused"));
            assertThat(waitMillis()).isBetween(step / 2, step);
            step = Math.min(2 * step, limits.backOffMillisMax());
            desk.nowMillis = desk.timerMillis;
            desk.step(new ClientInput.Tick());
            assertThat(desk.status()).isEqualTo(new ClientStatus.Connecting());
        }
        assertThat(step).isEqualTo(limits.backOffMillisMax());
        desk.step(new ClientInput.Connected(desk.connection));
        desk.step(new ClientInput.Disconnected(desk.connection, "cut"));
        assertThat(waitMillis()).isGreaterThanOrEqualTo(limits.backOffMillisMax() / 2);
        desk.nowMillis = desk.timerMillis;
        desk.step(new ClientInput.Tick());
        desk.catchUp(ledger, GEN);
        desk.step(new ClientInput.Disconnected(desk.connection, "cut"));
        assertThat(waitMillis()).isLessThanOrEqualTo(limits.backOffMillisMin());
    }

    @Test
    void comesBackWhenTheRelaySaysButNotNever_CLI30() {
        desk.catchUp(ledger, GEN);
        desk.say(Frame.newBuilder()
                .setGoAway(GoAway.newBuilder().setReason("restart").setRetryAfterMs(90_000)));
        assertThat(waitMillis()).isEqualTo(90_000);
        desk.step(new ClientInput.Start());
        assertThat(desk.status()).isEqualTo(new ClientStatus.Connecting());
        desk.step(new ClientInput.Connected(desk.connection));
        desk.say(Frame.newBuilder()
                .setError(Error.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_READ_ONLY)
                        .setRetryAfterMs(-1)));
        assertThat(waitMillis()).isEqualTo(600_000);
    }

    @Test
    void aRelayThatDoesNotAnswerIsLeft_CLI31() {
        desk.step(new ClientInput.Start());
        desk.nowMillis += desk.limits.answerMillisMax() - 1;
        desk.step(new ClientInput.Tick());
        assertThat(desk.status()).isEqualTo(new ClientStatus.Connecting());
        desk.nowMillis++;
        desk.step(new ClientInput.Tick());
        assertThat(desk.status()).isInstanceOf(ClientStatus.Waiting.class);
        assertThat(desk.effects(ClientEffect.Disconnect.class)).hasSize(1);

        desk.nowMillis = desk.timerMillis;
        desk.step(new ClientInput.Tick());
        desk.dial();
        desk.nowMillis = desk.timerMillis;
        desk.step(new ClientInput.Tick());
        assertThat(desk.status()).isInstanceOf(ClientStatus.Waiting.class);
    }

    @Test
    void aLiveConnectionMayBeSilent_CLI31() {
        desk.catchUp(ledger, GEN);
        desk.nowMillis += 86_400_000;
        desk.step(new ClientInput.Tick());
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(1));
    }

    @Test
    void whatComesOverAnEarlierConnectionCountsNoMore_CLI32() {
        desk.catchUp(ledger, GEN);
        long old = desk.connection;
        desk.reconnect();
        desk.dial();
        desk.step(new ClientInput.Disconnected(old, "late"));
        desk.step(new ClientInput.Received(old, ByteString.copyFromUtf8("late")));
        desk.step(new ClientInput.ConnectFailed(old, "late"));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Connecting());
        desk.welcome(ledger.head(GEN, 1));
        desk.say(ledger.confirmation(GEN, 1));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(1));
    }

    @Test
    void stopsWhenItIsToldAndStartsAgain_CLI33() {
        desk.catchUp(ledger, GEN);
        desk.step(new ClientInput.Stop());
        assertThat(desk.stopReason()).isEqualTo(StopReason.ASKED);
        desk.step(new ClientInput.Disconnected(desk.connection, "closed"));
        assertThat(desk.stopReason()).isEqualTo(StopReason.ASKED);
        desk.step(new ClientInput.Start());
        assertThat(desk.status()).isEqualTo(new ClientStatus.Connecting());
    }

    @Test
    void everyRefusalOfTheRelayHasItsConsequence_CLI34() {
        Map<ErrorCode, StopReason> stops = new HashMap<>(Map.of(
                ErrorCode.ERROR_CODE_VERSION, StopReason.UPGRADE_NEEDED,
                ErrorCode.ERROR_CODE_BAD_LOGIN, StopReason.LOGIN_REFUSED,
                ErrorCode.ERROR_CODE_NOT_A_MEMBER, StopReason.NOT_A_MEMBER,
                ErrorCode.ERROR_CODE_INVITE_EXPIRED, StopReason.INVITE_EXPIRED,
                ErrorCode.ERROR_CODE_INVITE_USED_UP, StopReason.INVITE_USED_UP,
                ErrorCode.ERROR_CODE_BAD_FRAME, StopReason.PROTOCOL,
                ErrorCode.ERROR_CODE_TOO_LARGE, StopReason.PROTOCOL,
                ErrorCode.ERROR_CODE_BAD_ITEM, StopReason.PROTOCOL,
                ErrorCode.ERROR_CODE_BAD_RESTORE, StopReason.PROTOCOL,
                ErrorCode.ERROR_CODE_NOT_ALLOWED, StopReason.PROTOCOL));
        stops.put(ErrorCode.ERROR_CODE_REVOKED, StopReason.REVOKED);
        stops.put(ErrorCode.ERROR_CODE_INVITE_REVOKED, StopReason.INVITE_REVOKED);
        for (ErrorCode code : ErrorCode.values()) {
            if (code == ErrorCode.UNRECOGNIZED) {
                continue;
            }
            ClientDesk each = guest(ClientLimits.DEFAULTS);
            each.catchUp(ledger, GEN);
            each.say(
                    Frame.newBuilder().setError(Error.newBuilder().setCode(code).setMessage("because")));
            if (stops.containsKey(code)) {
                assertThat(each.stopReason()).as(code.name()).isEqualTo(stops.get(code));
            } else {
                assertThat(each.status()).as(code.name()).isInstanceOf(ClientStatus.Waiting.class);
            }
        }
    }

    @Test
    void waitsForAWorkspaceThatTheRelayDoesNotHold_CLI12() {
        desk.dial();
        desk.welcomeToNothing();
        desk.say(Frame.newBuilder()
                .setError(Error.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_NOT_A_MEMBER)
                        .setMessage("the relay holds nothing of this workspace")));
        assertThat(desk.status()).isInstanceOf(ClientStatus.Waiting.class);
    }

    @Test
    void saysHowFarItHasComeByWhatIsStored_CLI35() {
        for (int seq = 1; seq <= 3; seq++) {
            ledger.add(team.envelope(team.owner, seq));
        }
        desk.holdsStore = true;
        desk.follow(ledger, GEN);
        assertThat(desk.status()).isEqualTo(new ClientStatus.CatchingUp(0, 4));
        desk.say(ledger.append(GEN, 1, 2));
        desk.step(new ClientInput.Stored(2));
        assertThat(desk.status()).isEqualTo(new ClientStatus.CatchingUp(2, 4));
        desk.say(ledger.append(GEN, 3, 4));
        assertThat(desk.status()).isEqualTo(new ClientStatus.CatchingUp(2, 4));
        desk.step(new ClientInput.Stored(4));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(4));
        assertThat(desk.reports.getLast()).isEqualTo(desk.status());
    }

    @Test
    void hangsUpRatherThanHoldMoreThanTheStoreTakes_CLI36() {
        ClientLimits l = ClientLimits.DEFAULTS;
        ClientDesk small = guest(new ClientLimits(
                l.windowItemsMax(),
                l.windowBytesMax(),
                5_000,
                l.answerMillisMax(),
                l.backOffMillisMin(),
                l.backOffMillisMax()));
        small.holdsStore = true;
        for (int seq = 1; seq <= 3; seq++) {
            ledger.add(team.envelope(team.owner, seq, 3_000));
        }
        small.follow(ledger, GEN);
        small.say(ledger.append(GEN, 1, 2));
        assertThat(small.status()).isInstanceOf(ClientStatus.CatchingUp.class);
        small.say(ledger.append(GEN, 3, 4));
        assertThat(small.status()).isInstanceOf(ClientStatus.Waiting.class);
    }

    @Test
    void presenceGoesOutOnlyWhileLiveAndComesInAsItIs_CLI37() throws Exception {
        SealedEnvelope here = team.presence(team.owner);
        desk.step(new ClientInput.SendPresence(here.bytes()));
        assertThat(desk.takeSent()).isEmpty();
        desk.catchUp(ledger, GEN);
        desk.step(new ClientInput.SendPresence(here.bytes()));
        Frame sent = desk.takeSent().getLast();
        assertThat(sent.getPresence().getEnvelope().toByteString()).isEqualTo(here.bytes());
        desk.say(Frame.newBuilder().setPresence(Presence.newBuilder(sent.getPresence())));
        assertThat(desk.effects(ClientEffect.PresenceReceived.class).getFirst().envelope())
                .isEqualTo(here.bytes());
    }
}
