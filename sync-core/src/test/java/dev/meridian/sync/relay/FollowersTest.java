package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Presence;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.DeviceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FollowersTest {
    private final Team team = new Team("followers");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final Bench bench = Bench.founded(team);
    private final int founded = bench.records().size();
    private final Bench.Peer author = bench.login(editor);
    private long written;

    private void write(int bytes) {
        author.push(Team.item(team.envelope(editor, ++written, bytes)));
    }

    private static List<Long> positions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void oneFrameIsEncodedOnceForEverybodyWhoIsLive_REL30() {
        Bench.Peer one = bench.follow(team.owner);
        Bench.Peer two = bench.follow(team.owner);
        write(10);
        write(10);
        write(10);
        bench.appends.forEach(bench::write);
        bench.step(new RelayInput.Stored(bench.appends.getLast().ticket()));
        assertThat(bench.broadcasts).isEqualTo(1);
        List<Frame> frames = one.takeFrames();
        assertThat(frames).hasSize(1);
        assertThat(two.takeFrames()).isEqualTo(frames);
        assertThat(frames.getFirst().getAppend().getItemsCount()).isEqualTo(3);
        LogHead head = SignedHeads.verify(
                        frames.getFirst().getAppend().getHead(), team.relayKey.verifyKey(), team.workspace())
                .orElseThrow();
        assertThat(head.pos()).isEqualTo(founded + 3);
        assertThat(head.chain()).isEqualTo(bench.records().getLast().chain());
        assertThat(head.members()).isEqualTo(team.members().lastRecord());
    }

    @Test
    void aResumeIsConfirmedWithTheHeadThereAndThenCatchesUp_REL31() {
        for (int i = 0; i < 10; i++) {
            write(100_000);
        }
        bench.store();
        Bench.Peer peer = bench.login(team.owner);
        peer.resume(2);
        Frame confirmation = peer.takeFrames().getFirst();
        assertThat(confirmation.getAppend().getItemsCount()).isZero();
        LogHead head = SignedHeads.verify(
                        confirmation.getAppend().getHead(), team.relayKey.verifyKey(), team.workspace())
                .orElseThrow();
        assertThat(head.pos()).isEqualTo(2);
        assertThat(head.chain()).isEqualTo(bench.records().get(1).chain());

        List<Long> got = new ArrayList<>();
        int chunks = 0;
        while (!bench.reads.isEmpty()) {
            bench.readOne();
            got.addAll(peer.takePositions());
            chunks++;
        }
        assertThat(got).isEqualTo(positions(3, founded + 10));
        assertThat(chunks).isGreaterThan(3);
        write(10);
        bench.store();
        assertThat(peer.takePositions()).containsExactly(founded + 11L);
    }

    @Test
    void attack20_slowReaderBecomesACursorAndCatchesUpWithoutGapOrRepetition_REL30() {
        Bench.Peer slow = bench.follow(team.owner);
        Bench.Peer quick = bench.follow(team.owner);
        write(10);
        bench.store();
        bench.step(new RelayInput.Unwritable(slow.session));
        for (int i = 0; i < 5; i++) {
            write(200_000);
            bench.store();
        }
        assertThat(slow.takePositions()).isEqualTo(positions(founded + 1, founded + 1));
        assertThat(quick.takePositions()).isEqualTo(positions(founded + 1, founded + 6));
        assertThat(bench.reads).isEmpty();

        bench.step(new RelayInput.Writable(slow.session));
        bench.readOne();
        write(10);
        bench.store();
        bench.read();
        write(10);
        bench.store();
        assertThat(slow.takePositions()).isEqualTo(positions(founded + 2, founded + 8));
        assertThat(quick.takePositions()).isEqualTo(positions(founded + 7, founded + 8));
    }

    @Test
    void unwritableAtEveryPointLosesNothing_REL30() {
        for (int point = 0; point < 12; point++) {
            Bench.Peer peer = bench.login(team.owner);
            long from = bench.records().size();
            int number = 0;
            block(peer, point == number++);
            peer.resume(from - 1);
            block(peer, point == number++);
            write(150_000);
            block(peer, point == number++);
            bench.store();
            block(peer, point == number++);
            write(150_000);
            bench.store();
            block(peer, point == number++);
            if (!bench.reads.isEmpty()) {
                bench.readOne();
            }
            block(peer, point == number++);
            write(150_000);
            bench.store();
            block(peer, point == number++);
            bench.step(new RelayInput.Writable(peer.session));
            block(peer, point == number++);
            bench.read();
            block(peer, point == number++);
            write(10);
            bench.store();
            bench.step(new RelayInput.Writable(peer.session));
            bench.read();
            assertThat(peer.takePositions()).as("blocked at " + point).isEqualTo(positions(from, from + 4));
            peer.hangUp();
        }
    }

    private void block(Bench.Peer peer, boolean now) {
        if (now) {
            bench.step(new RelayInput.Unwritable(peer.session));
        }
    }

    @Test
    void aReadThatIsAheadOfWhatTheMachineWasToldIsCutThere_REL32() {
        Bench.Peer peer = bench.login(team.owner);
        peer.resume(founded - 1);
        peer.takeFrames();
        write(10);
        bench.write(bench.appends.element());
        bench.readOne();
        assertThat(peer.takePositions()).containsExactly((long) founded);
        bench.step(new RelayInput.Stored(bench.appends.element().ticket()));
        assertThat(peer.takePositions()).containsExactly(founded + 1L);
    }

    @Test
    void aReadThatFailsEndsTheConnection_REL32() {
        Bench.Peer peer = bench.login(team.owner);
        peer.resume(0);
        bench.step(new RelayInput.ReadFailed(peer.session, new StoreFault("checksum", false)));
        assertThat(peer.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_INTERNAL);
        assertThat(peer.closed).isTrue();
        Bench.Peer other = bench.login(team.owner);
        other.resume(0);
        bench.step(new RelayInput.ReadDone(other.session, 0, List.of()));
        assertThat(other.closed).isTrue();
    }

    @Test
    void aLargeGroupIsSplitIntoFramesThatEachEndInAHead_REL31() {
        Bench.Peer peer = bench.follow(team.owner);
        for (int i = 0; i < 5; i++) {
            write(500_000);
        }
        bench.appends.forEach(bench::write);
        bench.step(new RelayInput.Stored(bench.appends.getLast().ticket()));
        List<Frame> frames = peer.takeFrames();
        assertThat(frames.size()).isGreaterThan(2);
        long pos = founded;
        for (Frame frame : frames) {
            pos += frame.getAppend().getItemsCount();
            LogHead head = SignedHeads.verify(frame.getAppend().getHead(), team.relayKey.verifyKey(), team.workspace())
                    .orElseThrow();
            assertThat(head.pos()).isEqualTo(pos);
            assertThat(head.chain())
                    .isEqualTo(bench.records().get((int) pos - 1).chain());
        }
        assertThat(pos).isEqualTo(founded + 5);
    }

    @Test
    void whoAsksAndDoesNotReadIsSentAway_REL33() {
        bench.step(new RelayInput.Unwritable(author.session));
        int pushes = 0;
        while (!author.closed && pushes < 100_000) {
            author.push(Team.item(team.genesis.record()));
            pushes++;
        }
        assertThat(author.closed).isTrue();
        assertThat((long) pushes).isLessThan(bench.limits.readBytesMax());
    }

    @Test
    void presenceIsPassedOnToWhoeverIsLiveAndNeverStored_REL34() throws Exception {
        Bench.Peer from = bench.follow(editor);
        Bench.Peer live = bench.follow(team.owner);
        Bench.Peer blocked = bench.follow(team.owner);
        bench.step(new RelayInput.Unwritable(blocked.session));
        ByteString envelope = team.presence(editor).bytes();
        from.send(Frame.newBuilder().setPresence(Presence.newBuilder().setEnvelope(Envelope.parseFrom(envelope))));
        assertThat(live.takeFrames().getFirst().getPresence().getEnvelope().toByteString())
                .isEqualTo(envelope);
        assertThat(from.takeFrames()).isEmpty();
        assertThat(blocked.takeFrames()).isEmpty();
        assertThat(bench.appends).isEmpty();
    }

    @Test
    void presenceOfSomebodyElseEndsTheConnection_REL34() throws Exception {
        Bench.Peer from = bench.follow(team.owner);
        from.send(Frame.newBuilder()
                .setPresence(Presence.newBuilder()
                        .setEnvelope(Envelope.parseFrom(team.presence(editor).bytes()))));
        assertThat(from.closed).isTrue();
    }
}
