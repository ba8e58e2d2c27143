package dev.meridian.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Restore;
import dev.meridian.proto.v1.Resume;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.relay.Team;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.SigningKey;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client finds its place again at a relay that has not the log it had. */
class ComparisonTest {
    private static final long GEN = 50;

    private final Team team = new Team("comparison");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final Ledger ledger = new Ledger(team.workspace(), team.relayKey);
    private final ClientDesk desk = new ClientDesk(team, new Principal.Device(editor.signing()));
    private long end;

    @BeforeEach
    void aClientThatHasTwentyEntries() {
        team.records().forEach(ledger::add);
        desk.step(new ClientInput.Start());
        for (int seq = 1; ledger.end() < 20; seq++) {
            ledger.add(team.envelope(editor, seq));
        }
        end = ledger.end();
        desk.catchUp(ledger.upTo(10), GEN);
        desk.say(ledger.append(GEN, 11, 14));
        desk.say(ledger.append(GEN, 15, end));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(end));
        desk.reconnect();
    }

    private Resume claim() {
        Frame last = desk.takeSent().getLast();
        assertThat(last.hasResume()).isTrue();
        return last.getResume();
    }

    private Restore restored() {
        List<Frame> sent = desk.takeSent();
        assertThat(sent.getLast().getResume().getAfterPos()).isEqualTo(end);
        return sent.get(sent.size() - 2).getRestore();
    }

    private Ledger wentOnFrom(long pos, int entries) {
        Ledger other = ledger.upTo(pos);
        for (int seq = 1; seq <= entries; seq++) {
            other.add(team.envelope(team.owner, 1_000 + seq));
        }
        return other;
    }

    @Test
    void claimsTheEndOfItsOwnLog_CLI10() {
        desk.dial();
        desk.welcome(ledger.head(GEN, end));
        assertThat(claim())
                .isEqualTo(Resume.newBuilder()
                        .setGen(GEN)
                        .setAfterPos(end)
                        .setChain(ledger.chain(end))
                        .build());
        desk.say(ledger.confirmation(GEN, end));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(end));
    }

    @Test
    void keepsANewerGenerationsHead_CLI10() {
        desk.follow(ledger, GEN + 1);
        ClientEffect.Deliver deliver = desk.effects(ClientEffect.Deliver.class).getFirst();
        assertThat(deliver.entries()).isEmpty();
        assertThat(deliver.head()).isEqualTo(ledger.head(GEN + 1, end));
        desk.reconnect();
        desk.dial();
        desk.welcome(ledger.head(GEN + 1, end));
        assertThat(claim().getGen()).isEqualTo(GEN + 1);
    }

    @Test
    void givesAWipedRelayEverythingBackFrameByFrame_GEN3() {
        desk.dial();
        desk.welcomeToNothing();
        claim();
        desk.say(Frame.newBuilder().setDiverged(Diverged.getDefaultInstance()));
        Restore first = restored();
        assertThat(first.getItemsCount()).isEqualTo(10);
        assertThat(first.getHead()).isEqualTo(ledger.head(GEN, 10));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Repairing(end));
        desk.say(ledger.upTo(10).diverged(GEN + 1, 10));
        assertThat(restored().getItemsCount()).isEqualTo(4);
        desk.say(ledger.upTo(14).diverged(GEN + 2, 14));
        assertThat(restored().getHead()).isEqualTo(ledger.head(GEN, end));
        desk.say(ledger.confirmation(GEN + 3, end));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(end));
        assertThat(desk.store.outboxSize()).isZero();
    }

    @Test
    void givesBackTheEndAlsoFromWithinAFrame_GEN3() {
        desk.dial();
        desk.welcome(ledger.head(GEN, 12));
        claim();
        desk.say(ledger.upTo(12).diverged(GEN, 12));
        Restore restore = restored();
        assertThat(restore.getItemsCount()).isEqualTo(2);
        assertThat(restore.getItems(0).getEntry())
                .isEqualTo(ledger.line(13).entry().bytes());
    }

    @Test
    void followsARelayThatWentOnAndPushesWhatItCutOff_GEN5() {
        Ledger other = wentOnFrom(17, 8);
        desk.dial();
        desk.welcome(other.head(GEN + 9, other.end()));
        long at = claim().getAfterPos();
        assertThat(at).isEqualTo(end);
        for (int step = 0; step < 3; step++) {
            desk.say(other.diverged(GEN + 9, Math.min(at, other.end())));
            at = claim().getAfterPos();
            if (at <= 17) {
                break;
            }
        }
        assertThat(at).isBetween(1L, 17L);
        desk.say(other.confirmation(GEN + 9, at));
        assertThat(desk.effects(ClientEffect.Rewind.class).getFirst())
                .isEqualTo(new ClientEffect.Rewind(at, other.head(GEN + 9, at)));
        assertThat(desk.store.outboxSize()).isEqualTo((int) (end - at));
        desk.say(other.append(GEN + 9, at + 1, other.end()));
        List<ByteString> pushed = desk.takeSent().getLast().getPush().getItemsList().stream()
                .map(PushItem::getItem)
                .toList();
        assertThat(pushed)
                .isEqualTo(LongStream.rangeClosed(18, end)
                        .mapToObj(pos -> ledger.line(pos).item())
                        .toList());
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(other.end()));
    }

    @Test
    void stepsBackToTheVeryBeginningIfItMust_GEN5() {
        Ledger other = wentOnFrom(1, 30);
        desk.dial();
        desk.welcome(other.head(GEN + 9, other.end()));
        int claims = 0;
        long at = claim().getAfterPos();
        while (at > 1) {
            desk.say(other.diverged(GEN + 9, at));
            at = claim().getAfterPos();
            claims++;
        }
        assertThat(claims).isLessThanOrEqualTo(5);
        desk.say(other.confirmation(GEN + 9, at));
        assertThat(desk.store.log()).hasSize((int) at);
    }

    @Test
    void attack26_forkAtTheEndStopsItWithBothHeads_GEN7() {
        Ledger other = wentOnFrom(end - 1, 1);
        desk.dial();
        desk.welcome(other.head(GEN, end));
        assertThat(desk.stopReason()).isEqualTo(StopReason.FORK);
        assertThat(desk.evidence()).containsExactly(ledger.head(GEN, end), other.head(GEN, end));
        assertThat(desk.store.log()).hasSize((int) end);
    }

    @Test
    void attack26_forkBelowTheEndStopsItWithBothHeads_GEN7() {
        Ledger longer = wentOnFrom(12, 30);
        desk.dial();
        desk.welcome(longer.head(GEN, longer.end()));
        desk.say(longer.diverged(GEN, end));
        assertThat(desk.stopReason()).isEqualTo(StopReason.FORK);
        assertThat(desk.evidence()).containsExactly(ledger.head(GEN, end), longer.head(GEN, end));
    }

    @Test
    void attack26_forkIntoAShorterLogStopsIt_GEN7() {
        Ledger shorter = wentOnFrom(12, 3);
        desk.dial();
        desk.welcome(shorter.head(GEN, 15));
        desk.say(shorter.diverged(GEN, 15));
        assertThat(desk.stopReason()).isEqualTo(StopReason.FORK);
        assertThat(desk.evidence()).containsExactly(ledger.head(GEN, end), shorter.head(GEN, 15));
    }

    @Test
    void attack27_relayThatDoesNotTakeBackWhatItSignedStopsIt_GEN7() {
        desk.dial();
        desk.welcome(ledger.head(GEN, 12));
        desk.say(ledger.upTo(12).diverged(GEN, 12));
        desk.takeSent();
        desk.say(ledger.upTo(12).diverged(GEN, 12));
        assertThat(desk.stopReason()).isEqualTo(StopReason.ROLLBACK);
        assertThat(desk.store.log()).hasSize((int) end);
    }

    @Test
    void showsARelayTheGenerationThatItHasForgotten_GEN6() {
        Ledger other = wentOnFrom(15, 10);
        desk.dial();
        desk.welcome(other.head(GEN - 7, other.end()));
        List<Frame> sent = desk.takeSent();
        Restore shown = sent.get(sent.size() - 2).getRestore();
        assertThat(shown.getItemsCount()).isZero();
        assertThat(shown.getHead()).isEqualTo(ledger.head(GEN, end));
        desk.say(other.diverged(GEN + 1, end));
        assertThat(claim().getAfterPos()).isEqualTo(end - 1);
    }

    @Test
    void attack27_relayThatDoesNotTakeAGenerationStopsIt_GEN6() {
        Ledger other = wentOnFrom(15, 10);
        desk.dial();
        desk.welcome(other.head(GEN - 7, other.end()));
        desk.say(other.diverged(GEN - 7, end));
        assertThat(desk.stopReason()).isEqualTo(StopReason.ROLLBACK);
        assertThat(desk.evidence()).containsExactly(ledger.head(GEN, end), other.head(GEN - 7, end));
    }

    @Test
    void attack27_confirmationOfAnEarlierGenerationStopsIt_GEN6() {
        desk.dial();
        desk.welcome(ledger.head(GEN, end));
        desk.say(ledger.confirmation(GEN - 1, end));
        assertThat(desk.stopReason()).isEqualTo(StopReason.ROLLBACK);
    }

    @Test
    void whatMakesNoSenseStopsIt_CLI11() {
        Ledger other = wentOnFrom(17, 8);
        SigningKey foreign = SigningKey.generate(team.entropy);
        Ledger forged = new Ledger(team.workspace(), foreign);
        team.records().forEach(forged::add);
        assertContradiction(ledger.diverged(GEN, end));
        assertContradiction(ledger.upTo(12).diverged(GEN, 11));
        assertContradiction(other.diverged(GEN + 1, 5));
        assertContradiction(forged.diverged(GEN, 2));
        assertContradiction(Frame.newBuilder()
                .setDiverged(Diverged.newBuilder()
                        .setAt(other.head(GEN + 1, end))
                        .setHead(other.head(GEN + 2, other.end()))));
        assertContradiction(Frame.newBuilder().setDiverged(Diverged.newBuilder().setAt(other.head(GEN + 1, end))));
        assertContradiction(ledger.confirmation(GEN, end - 1));
        assertContradiction(ledger.append(GEN, end, end));
        assertContradiction(ledger.confirmation(GEN, 0));
    }

    private void assertContradiction(Frame.Builder said) {
        desk.dial();
        desk.welcome(ledger.head(GEN, end));
        desk.say(said);
        assertThat(desk.stopReason()).isEqualTo(StopReason.BAD_LOG);
        assertThat(desk.store.log()).hasSize((int) end);
    }

    @Test
    void aFrameTooLargeForThisRelayIsPushedInsteadOfGivenBack_GEN3() {
        desk.dial();
        desk.frameBytesMax = 1_000;
        desk.welcome(ledger.head(GEN, 10));
        desk.say(ledger.upTo(10).diverged(GEN, 10));
        assertThat(desk.effects(ClientEffect.Rewind.class).getFirst().toPos()).isEqualTo(10);
        assertThat(claim().getAfterPos()).isEqualTo(10);
        assertThat(desk.store.outboxSize()).isEqualTo((int) end - 10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMemberWhomTheRelayHasForgottenBringsItsRecordsFirst_GEN9(boolean slowDisk) {
        desk.holdsRewind = slowDisk;
        Ledger other = new Ledger(team.workspace(), team.relayKey).add(team.genesis.record());
        for (int seq = 1; seq <= 3; seq++) {
            other.add(team.envelope(team.owner, seq));
        }
        desk.dial();
        desk.welcome(other.head(GEN + 1, 4));
        long at = 4;
        desk.say(other.diverged(GEN + 1, at));
        at = claim().getAfterPos();
        while (at > 1) {
            desk.say(other.diverged(GEN + 1, at));
            at = claim().getAfterPos();
        }
        desk.say(other.confirmation(GEN + 1, 1));
        assertThat(desk.store.log()).hasSize(1);
        notAMember();
        assertThat(desk.status()).isInstanceOf(ClientStatus.Waiting.class);
        if (slowDisk) {
            desk.step(new ClientInput.Rewound(desk.store.localLog()));
        }

        desk.nowMillis = desk.timerMillis;
        desk.step(new ClientInput.Tick());
        desk.dial();
        desk.takeSent();
        desk.welcome(other.head(GEN + 1, 4));
        Frame petition = desk.takeSent().getLast();
        assertThat(petition.getPush().getItemsList().stream()
                        .map(item -> item.getItem())
                        .toList())
                .containsExactly(
                        team.records().get(1).item(), team.records().get(2).item());
    }

    private void notAMember() {
        desk.say(Frame.newBuilder()
                .setError(Error.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_NOT_A_MEMBER)
                        .setMessage("no")));
    }

    @Test
    void whoeverIsAMemberByItsOwnLogAndNotByTheRelaysStops_CLI12() {
        desk.follow(ledger, GEN);
        notAMember();
        assertThat(desk.stopReason()).isEqualTo(StopReason.NOT_A_MEMBER);
    }
}
