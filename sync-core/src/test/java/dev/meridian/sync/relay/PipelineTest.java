package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final Team team = new Team("pipeline");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final Bench bench = Bench.founded(team);
    private final int founded = bench.records().size();

    private SealedEnvelope push(Bench.Peer peer, long seq) {
        SealedEnvelope envelope = team.envelope(editor, seq);
        peer.push(Team.item(envelope));
        return envelope;
    }

    @Test
    void manyBatchesAreUnderWayAndOneStoredSpeaksForAllBeforeIt_REL10() {
        Bench.Peer peer = bench.login(editor);
        for (int seq = 1; seq <= 20; seq++) {
            push(peer, seq);
        }
        assertThat(bench.appends).hasSize(20);
        long expected = founded;
        for (RelayEffect.Append append : bench.appends) {
            assertThat(append.batch().afterPos()).isEqualTo(expected);
            expected = append.batch().lastPos();
            bench.write(append);
        }
        bench.step(new RelayInput.Stored(bench.appends.getLast().ticket()));
        assertThat(peer.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(20);
    }

    @Test
    void attack60_killedBetweenTheDiskAndTheAcknowledgementTheRelayKnowsTheItem_REL11() {
        Bench.Peer peer = bench.follow(editor);
        SealedEnvelope envelope = push(peer, 1);
        bench.write(bench.appends.element());
        bench.restart();
        Bench.Peer again = bench.follow(editor);
        again.push(Team.item(envelope));
        assertThat(bench.appends).isEmpty();
        assertThat(again.takeFrames().getFirst().getAck().getReceipts(0).getPos())
                .isEqualTo(founded + 1);
    }

    @Test
    void killedBeforeTheDiskThePositionGoesToSomethingElseAndNobodyHasHeardOfIt_REL11() {
        Bench.Peer peer = bench.follow(editor);
        Bench.Peer reader = bench.follow(team.owner);
        push(peer, 1);
        bench.restart();
        assertThat(peer.takeFrames()).isEmpty();
        assertThat(reader.takeFrames()).isEmpty();
        Bench.Peer again = bench.follow(editor);
        push(again, 2);
        bench.store();
        assertThat(again.takeFrames().getFirst().getAck().getReceipts(0).getPos())
                .isEqualTo(founded + 1);
    }

    @Test
    void whatWasStoredAndNotBroadcastReachesWhoeverResumes_REL11() {
        Bench.Peer peer = bench.follow(editor);
        push(peer, 1);
        bench.write(bench.appends.element());
        bench.restart();
        Bench.Peer reader = bench.login(team.owner);
        reader.resume(founded);
        bench.read();
        assertThat(reader.takePositions()).containsExactly(founded + 1L);
    }

    @Test
    void aFailureInTheMiddleRefusesEverythingUnderWayAndKeepsWhatIsStored_REL13() {
        Bench.Peer one = bench.follow(editor);
        Bench.Peer two = bench.follow(team.owner);
        SealedEnvelope first = push(one, 1);
        SealedEnvelope second = push(one, 2);
        two.push(Team.item(team.envelope(team.owner, 1)));
        List<RelayEffect.Append> appends = new ArrayList<>(bench.appends);
        bench.appends.clear();
        bench.write(appends.get(0));
        bench.step(new RelayInput.Stored(appends.get(0).ticket()));
        bench.fail(appends.get(1));

        assertThat(one.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_READ_ONLY);
        assertThat(two.takeFrames().getLast().getError().getRetryAfterMs()).isEqualTo(bench.limits.retryAfterMillis());
        assertThat(one.closed && two.closed).isTrue();
        bench.fail(appends.get(2));

        Bench.Peer again = bench.follow(editor);
        again.push(Team.item(first), Team.item(second));
        bench.store();
        List<Long> positions = again.takeFrames().stream()
                .flatMap(frame -> frame.getAck().getReceiptsList().stream())
                .map(receipt -> receipt.getPos())
                .toList();
        assertThat(positions).containsExactlyInAnyOrder(founded + 1L, founded + 2L);
        assertThat(bench.records()).hasSize(founded + 2);
    }

    @Test
    void whoeverWaitsForNothingStaysConnectedWhenTheDiskFails_REL13() {
        Bench.Peer writer = bench.login(editor);
        Bench.Peer reader = bench.follow(team.owner);
        push(writer, 1);
        bench.fail(bench.appends.remove());
        assertThat(reader.closed).isFalse();
        push(bench.login(editor), 1);
        bench.store();
        assertThat(reader.takePositions()).containsExactly(founded + 1L);
    }

    @Test
    void aFailureOfWhichNobodyKnowsWhetherItWasOneIsSettledByReadingTheLog_REL13() {
        Bench.Peer writer = bench.login(editor);
        Bench.Peer reader = bench.follow(team.owner);
        SealedEnvelope envelope = push(writer, 1);
        RelayEffect.Append append = bench.appends.remove();
        bench.write(append);
        bench.fail(append);
        bench.read();
        assertThat(reader.takePositions()).containsExactly(founded + 1L);
        Bench.Peer again = bench.login(editor);
        again.push(Team.item(envelope));
        assertThat(bench.appends).isEmpty();
        assertThat(again.takeFrames().getFirst().getAck().getReceipts(0).getPos())
                .isEqualTo(founded + 1);
    }

    @Test
    void aBatchThatWasGivenUpAndIsStoredAfterAllAcknowledgesNothing_REL13() {
        Bench.Peer writer = bench.login(editor);
        push(writer, 1);
        push(writer, 2);
        RelayEffect.Append first = bench.appends.remove();
        RelayEffect.Append second = bench.appends.remove();
        bench.fail(first);
        Bench.Peer again = bench.login(editor);
        push(again, 3);
        bench.step(new RelayInput.Stored(second.ticket()));
        assertThat(again.takeFrames()).isEmpty();
        bench.store();
        assertThat(again.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
        assertThat(bench.records()).hasSize(founded + 1);
    }

    @Test
    void aLogThatCannotBeOpenedTurnsEverybodyAwayUntilItCan_REL14() {
        MemoryRelayLog good = bench.log;
        MemoryRelayLog broken = new MemoryRelayLog(bench.disk);
        broken.close();
        bench.log = broken;
        RelayMachine machine = new RelayMachine(
                team.workspace(), new RelayIdentity(team.relayKey, bench.hosts), bench.limits, broken, team.entropy);
        List<RelayEffect> effects = machine.step(1, new RelayInput.Opened(new SessionId(1), Bench.HOST));
        assertThat(effects).hasSize(2).last().isInstanceOf(RelayEffect.Close.class);
        assertThat(machine.isIdle()).isTrue();
        bench.log = good;
    }

    @Test
    void aLogThatIsLostWhileServingEndsAllConnections_REL14() {
        Bench.Peer writer = bench.login(editor);
        Bench.Peer reader = bench.follow(team.owner);
        push(writer, 1);
        bench.log.close();
        bench.fail(bench.appends.remove());
        assertThat(writer.closed && reader.closed).isTrue();
        Bench.Peer next = bench.connect();
        assertThat(next.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_READ_ONLY);
    }

    @Test
    void aLogThatCannotBeReadDoesNotRefuseItems_REL24() {
        Bench.Peer writer = bench.login(editor);
        bench.log.close();
        push(writer, 1);
        Frame last = writer.takeFrames().getLast();
        assertThat(last.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_READ_ONLY);
        assertThat(last.getError().getItemId().isEmpty()).isTrue();
        assertThat(writer.closed).isTrue();
    }

    @Test
    void stoppingStoresAndAcknowledgesWhatIsUnderWayAndThenSaysWhenToComeBack_REL9() {
        Bench.Peer writer = bench.follow(editor);
        push(writer, 1);
        bench.step(new RelayInput.Stopping("restart", 5_000));
        assertThat(writer.closed).isFalse();
        push(writer, 2);
        assertThat(bench.appends).hasSize(1);
        bench.store();
        List<Frame> frames = writer.takeFrames();
        assertThat(frames.getFirst().getAck().getReceiptsCount()).isEqualTo(1);
        assertThat(frames.getLast().getGoAway().getRetryAfterMs()).isEqualTo(5_000);
        assertThat(writer.closed).isTrue();
        assertThat(bench.machine().isIdle()).isTrue();
        Bench.Peer late = bench.connect();
        assertThat(late.takeFrames().getFirst().hasGoAway()).isTrue();
    }
}
