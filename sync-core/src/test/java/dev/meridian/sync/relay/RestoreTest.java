package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Restore;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.DeviceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreTest {
    private final Team team = new Team("restore");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final Bench bench = Bench.founded(team);
    /** What a client has kept: every entry, and the heads it was shown. */
    private final List<LogRecord> kept = new ArrayList<>();

    private final TreeMap<Long, SignedHead> heads = new TreeMap<>();
    private long gen;

    @BeforeEach
    void aClientKeepsTheLog() {
        Bench.Peer peer = bench.login(editor);
        peer.resume(0);
        bench.read();
        keep(peer);
        for (int seq = 1; seq <= 6; seq++) {
            peer.push(Team.item(team.envelope(editor, seq)));
            bench.store();
            keep(peer);
        }
        kept.addAll(bench.records());
        gen = head(heads.lastEntry().getValue()).gen();
        peer.hangUp();
    }

    private void keep(Bench.Peer peer) {
        for (Frame frame : peer.takeFrames()) {
            if (frame.getAppend().hasHead()) {
                heads.put(
                        head(frame.getAppend().getHead()).pos(),
                        frame.getAppend().getHead());
            }
        }
    }

    private LogHead head(SignedHead signed) {
        return SignedHeads.verify(signed, team.relayKey.verifyKey(), team.workspace())
                .orElseThrow();
    }

    private void wipe(int keptEntries) {
        bench.disk = new MemoryRelayLog.Disk();
        if (keptEntries > 0) {
            try {
                new MemoryRelayLog(bench.disk)
                        .append(List.of(new AppendBatch(team.workspace(), gen, 0, kept.subList(0, keptEntries))));
            } catch (StoreFault fault) {
                throw new AssertionError(fault);
            }
        }
        bench.restart();
    }

    private Restore.Builder entries(int fromPos, int toPos) {
        Restore.Builder restore = Restore.newBuilder();
        for (LogRecord record : kept.subList(fromPos - 1, toPos)) {
            restore.addItems(LogItem.newBuilder().setEntry(record.entry()).setItem(record.item()));
        }
        SignedHead head = heads.get((long) toPos);
        return head == null ? restore : restore.setHead(head);
    }

    private void restore(Bench.Peer peer, Restore.Builder restore) {
        peer.send(Frame.newBuilder().setRestore(restore));
    }

    private void claim(Bench.Peer peer, int pos) {
        peer.resume(gen, pos, kept.get(pos - 1).chain());
    }

    private Diverged diverged(Bench.Peer peer) {
        return peer.takeFrames().getLast().getDiverged();
    }

    @Test
    void aWipedRelayIsRefilledVerbatimByWhoeverComes_GEN3() {
        wipe(0);
        Bench.Peer peer = bench.login(editor);
        claim(peer, kept.size());
        assertThat(diverged(peer)).isEqualTo(Diverged.getDefaultInstance());
        int from = 1;
        for (long end : heads.keySet()) {
            restore(peer, entries(from, (int) end));
            claim(peer, kept.size());
            bench.store();
            from = (int) end + 1;
        }
        Frame last = peer.takeFrames().getLast();
        assertThat(bench.records()).isEqualTo(kept);
        assertThat(head(last.getAppend().getHead()).gen()).isGreaterThan(gen);
        peer.push(Team.item(team.envelope(editor, 7)));
        bench.store();
        assertThat(peer.takePositions()).containsExactly(kept.size() + 1L);
    }

    @Test
    void aResumeWaitsUntilWhatItRestoredIsOnDisk_GEN3() {
        wipe(0);
        Bench.Peer peer = bench.login(editor);
        int end = (int) (long) heads.firstKey();
        restore(peer, entries(1, end));
        claim(peer, kept.size());
        assertThat(peer.takeFrames()).isEmpty();
        bench.store();
        assertThat(head(diverged(peer).getHead()).pos()).isEqualTo(end);
    }

    @Test
    void aLostEndIsShownAndGivenBack_GEN3() {
        int left = kept.size() - 3;
        wipe(left);
        Bench.Peer peer = bench.login(editor);
        claim(peer, kept.size());
        Diverged diverged = diverged(peer);
        assertThat(diverged.getAt()).isEqualTo(diverged.getHead());
        assertThat(head(diverged.getAt()).pos()).isEqualTo(left);
        assertThat(head(diverged.getAt()).gen()).isEqualTo(gen);
        restore(peer, entries(left + 1, left + 1));
        bench.store();
        assertThat(bench.records()).isEqualTo(kept.subList(0, left + 1));
    }

    @Test
    void aRelayThatWentOnShowsItsOwnHeadAtTheClientsPlace_GEN5() {
        int left = kept.size() - 3;
        wipe(left);
        Bench.Peer other = bench.login(team.owner);
        for (int seq = 1; seq <= 5; seq++) {
            other.push(Team.item(team.envelope(team.owner, seq)));
        }
        bench.store();
        Bench.Peer peer = bench.login(editor);
        claim(peer, kept.size());
        Diverged diverged = diverged(peer);
        assertThat(head(diverged.getAt()).pos()).isEqualTo(kept.size());
        assertThat(head(diverged.getAt()).chain()).isNotEqualTo(kept.getLast().chain());
        assertThat(head(diverged.getAt()).gen()).isGreaterThan(gen);
        claim(peer, left);
        assertThat(head(peer.takeFrames().getFirst().getAppend().getHead()).pos())
                .isEqualTo(left);
        bench.read();
        assertThat(peer.takePositions()).hasSize(5);
    }

    @Test
    void everyLifeOfARelayHasItsOwnGeneration_GEN2() {
        long before = gen;
        for (int life = 1; life <= 3; life++) {
            bench.restart();
            Bench.Peer peer = bench.login(editor);
            peer.push(Team.item(team.envelope(editor, 100 + life)));
            long now = bench.appends.element().batch().gen();
            assertThat(now).isGreaterThan(before);
            bench.store();
            peer.push(Team.item(team.envelope(editor, 200 + life)));
            assertThat(bench.appends.element().batch().gen()).isEqualTo(now);
            bench.store();
            before = now;
        }
    }

    @Test
    void aRelayWhoseClockWentBackStillRisesAboveWhatItIsShown_GEN1() {
        wipe(0);
        bench.nowMillis = 1_000;
        Bench.Peer peer = bench.login(editor);
        restore(peer, entries(1, (int) (long) heads.firstKey()));
        assertThat(bench.appends.element().batch().gen()).isGreaterThan(gen);
    }

    @Test
    void aForgottenGenerationIsTakenOverFromAHeadOfItsOwn_GEN6() {
        wipe(kept.size());
        Bench.Peer peer = bench.login(editor);
        LogHead own = head(heads.lastEntry().getValue());
        SignedHead later = SignedHeads.sign(
                new LogHead(
                        own.workspace(), gen + (1L << 30), own.pos(), own.relayMillis(), own.chain(), own.members()),
                team.relayKey);
        restore(peer, Restore.newBuilder().setHead(later));
        claim(peer, kept.size());
        assertThat(bench.appends.element().batch().records()).isEmpty();
        assertThat(bench.appends.element().batch().gen()).isGreaterThan(gen + (1L << 30));
        bench.store();
        assertThat(head(peer.takeFrames().getLast().getAppend().getHead()).gen())
                .isGreaterThan(gen + (1L << 30));
    }

    @Test
    void takesNothingBackThatItDidNotSign_GEN4() {
        SignedHead foreign = SignedHeads.sign(head(heads.lastEntry().getValue()), new Team("another relay").relayKey);
        assertBadRestore(entries(1, kept.size()).setHead(foreign));
        assertBadRestore(Restore.newBuilder().setHead(foreign));
        assertBadRestore(entries(1, kept.size()).clearHead());
    }

    @Test
    void takesNothingBackThatIsNotWhatItSigned_GEN4() {
        Restore.Builder whole = entries(1, kept.size());
        LogItem last = whole.getItems(kept.size() - 1);
        LogItem other = whole.getItems(kept.size() - 2);
        assertBadRestore(
                whole.clone().setItems(kept.size() - 1, last.toBuilder().setItem(other.getItem())));
        assertBadRestore(whole.clone().setItems(kept.size() - 1, other));
        assertBadRestore(whole.clone().setItems(kept.size() - 2, last).setItems(kept.size() - 1, other));
        assertBadRestore(whole.clone().setItems(0, other));
        assertBadRestore(whole.clone().setItems(0, LogItem.getDefaultInstance()));
        assertBadRestore(whole.clone()
                .setHead(heads.firstEntry().getValue())
                .clearItems()
                .addItems(last)
                .addItems(last)
                .addItems(last));
    }

    private void assertBadRestore(Restore.Builder restore) {
        wipe(0);
        Bench.Peer peer = bench.login(editor);
        restore(peer, restore);
        assertThat(peer.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_BAD_RESTORE);
        assertThat(peer.closed).isTrue();
        assertThat(bench.appends).isEmpty();
    }

    @Test
    void whatSomebodyElseGaveBackFirstIsPassedOver_GEN3() {
        wipe(0);
        int end = (int) (long) heads.firstKey();
        Bench.Peer one = bench.login(editor);
        Bench.Peer two = bench.login(team.owner);
        restore(one, entries(1, end));
        restore(two, entries(1, end));
        assertThat(bench.appends).hasSize(1);
        assertThat(two.closed).isFalse();
        bench.store();
        claim(two, kept.size());
        assertThat(head(diverged(two).getHead()).pos()).isEqualTo(end);
        assertThat(bench.records()).isEqualTo(kept.subList(0, end));
    }

    @Test
    void nobodyAddsAnythingWhileSomebodyGivesBackWhatWasLost_GEN8() {
        wipe(kept.size() - 3);
        Bench.Peer mender = bench.login(editor);
        restore(mender, entries(kept.size() - 2, kept.size() - 2));
        bench.store();
        Bench.Peer writer = bench.login(team.owner);
        writer.push(Team.item(team.envelope(team.owner, 1)));
        assertThat(writer.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_RATE_LIMITED);
        assertThat(writer.closed).isTrue();
        restore(mender, entries(kept.size() - 1, kept.size() - 1));
        bench.store();
        restore(mender, entries(kept.size(), kept.size()));
        claim(mender, kept.size());
        bench.store();
        assertThat(mender.takeFrames().getLast().hasAppend()).isTrue();
        bench.login(team.owner).push(Team.item(team.envelope(team.owner, 1)));
        assertThat(bench.appends).hasSize(1);
    }

    @Test
    void whoeverGivesBackAndGoesOrPausesHoldsNobodyUpForLong_GEN8() {
        wipe(kept.size() - 3);
        Bench.Peer gone = bench.login(editor);
        restore(gone, entries(kept.size() - 2, kept.size() - 2));
        bench.store();
        gone.hangUp();
        bench.login(team.owner).push(Team.item(team.envelope(team.owner, 1)));
        assertThat(bench.appends).hasSize(1);

        wipe(kept.size() - 3);
        Bench.Peer pausing = bench.login(editor);
        restore(pausing, entries(kept.size() - 2, kept.size() - 2));
        bench.store();
        bench.nowMillis += 10_000;
        bench.login(team.owner).push(Team.item(team.envelope(team.owner, 1)));
        assertThat(bench.appends).hasSize(1);
    }

    @Test
    void aDiskThatFailsDuringARestoreEndsTheConnectionAndNothingIsHalfThere_GEN3() {
        wipe(0);
        Bench.Peer peer = bench.login(editor);
        restore(peer, entries(1, (int) (long) heads.firstKey()));
        claim(peer, kept.size());
        bench.fail(bench.appends.remove());
        assertThat(peer.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_READ_ONLY);
        assertThat(peer.closed).isTrue();
        assertThat(bench.login(editor).welcome.getWelcome().hasHead()).isFalse();
    }

    @Test
    void aClaimThatIsNotWellFormedEndsTheConnection_REL31() {
        Bench.Peer peer = bench.login(editor);
        peer.resume(0, -1, Chain.ZERO);
        assertThat(peer.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_BAD_FRAME);
        assertThat(peer.closed).isTrue();
    }
}
