package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Restore;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SnapshotContent;
import dev.meridian.sync.trust.SnapshotMark;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a relay drops, and what it takes for that. Rules SNAP-3 to SNAP-5, SNAP-8 and SNAP-10 of docs/spec/snapshot.md. */
class PruningTest {
    private static final DocumentId OTHER = new DocumentId(
            ByteString.copyFrom(new byte[DocumentId.LENGTH - 1]).concat(ByteString.copyFrom(new byte[] {1})));

    private final Team team = new Team("pruning");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final DeviceKeys viewer = team.member(Role.ROLE_VIEWER);
    private Bench bench;
    /** The last record, the first change after it, and the last change. */
    private long before;

    private long upto;

    @BeforeEach
    void changesAreInTheLog() {
        bench = Bench.founded(team);
        bench.limits = bench.limits.withRoom(new RelayLimits.Room(1_000, 10, 1L << 30, 2));
        bench.restart();
        before = bench.records().size();
        push(team.owner, team.envelope(team.owner, 1), team.envelope(team.owner, 2));
        push(editor, team.envelope(editor, 1));
        upto = bench.records().size();
    }

    private void push(DeviceKeys author, SealedEnvelope... envelopes) {
        Bench.Peer peer = bench.login(author);
        for (SealedEnvelope envelope : envelopes) {
            peer.push(Team.item(envelope));
        }
        bench.store();
        assertThat(peer.takeFrames()).noneMatch(Frame::hasError);
        peer.hangUp();
    }

    private EnvelopeSealer sealer(DeviceKeys author) {
        return new EnvelopeSealer(team.workspace(), author, team.genesis.key());
    }

    private HeadRef place(long pos) {
        return HeadRef.newBuilder()
                .setGen(1)
                .setPos(pos)
                .setChain(bench.records().get((int) pos - 1).chain())
                .build();
    }

    private SealedEnvelope snapshot(DeviceKeys author) {
        return snapshot(author, Team.DOCUMENT, place(upto));
    }

    private SealedEnvelope snapshot(DeviceKeys author, DocumentId document, HeadRef place) {
        SnapshotContent content =
                new SnapshotContent(before, place.getPos(), List.of(), List.of(), ByteString.copyFromUtf8("packed"));
        return sealer(author).snapshot(document, content, place, team.entropy);
    }

    private SealedEnvelope attestation(DeviceKeys author, SealedEnvelope snapshot) {
        return sealer(author).attestation(snapshot.document(), snapshot.mark(), place(upto), team.entropy);
    }

    private List<Long> withoutBodies() {
        return bench.records().stream()
                .filter(LogRecord::isPruned)
                .map(record -> record.parsed().pos())
                .toList();
    }

    @Test
    void attack72_keepsEveryBodyUntilSomebodyElseHasCheckedTheSnapshot_SNAP5() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        assertThat(bench.prunes).isEmpty();

        push(editor, attestation(editor, snapshot));
        assertThat(bench.prunes).containsExactly(new PruneOrder(team.workspace(), Team.DOCUMENT, before, upto));
    }

    @Test
    void dropsTheBodiesOfTheRangeAndKeepsPlacesRecordsAndChain_SNAP5() {
        List<LogRecord> whole = bench.records();
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        push(editor, team.envelope(editor, 2));
        bench.prune();

        assertThat(withoutBodies()).containsExactly(before + 1, before + 2, before + 3);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(bench.records().get(i).entry()).isEqualTo(whole.get(i).entry());
            assertThat(bench.records().get(i).chain()).isEqualTo(whole.get(i).chain());
            assertThat(bench.records().get(i).dedupe()).isEqualTo(whole.get(i).dedupe());
        }
    }

    @Test
    void attack71_refusesItsAuthorsOwnWordForASnapshot_SNAP4() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        Bench.Peer owner = bench.login(team.owner);
        owner.push(Team.item(attestation(team.owner, snapshot)));
        assertThat(owner.takeFrames().getFirst().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
        assertThat(bench.prunes).isEmpty();
    }

    @Test
    void aViewersWordDoesNotCount_SNAP4() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        Bench.Peer peer = bench.login(viewer);
        peer.push(Team.item(attestation(viewer, snapshot)));
        assertThat(peer.takeFrames().getFirst().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void attack71_anotherAuthorNamedInTheAttestationDoesNotHelp_SNAP4() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        SnapshotMark lie =
                new SnapshotMark(editor.id(), snapshot.itemId(), snapshot.mark().itemSha256());
        push(team.owner, sealer(team.owner).attestation(Team.DOCUMENT, lie, place(upto), team.entropy));
        assertThat(bench.prunes).isEmpty();
    }

    @Test
    void aWordForAnotherSnapshotOrDocumentPrunesNothing_SNAP5() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        SnapshotMark mark = snapshot.mark();
        push(
                editor,
                sealer(editor)
                        .attestation(
                                Team.DOCUMENT,
                                new SnapshotMark(
                                        mark.device(),
                                        mark.changeId(),
                                        team.workspace().bytes()),
                                place(upto),
                                team.entropy),
                sealer(editor).attestation(OTHER, mark, place(upto), team.entropy));
        assertThat(bench.prunes).isEmpty();
    }

    @Test
    void aSnapshotOfAnotherLogPrunesNothing_SNAP3() {
        HeadRef elsewhere =
                place(upto).toBuilder().setChain(team.workspace().bytes()).build();
        SealedEnvelope snapshot = snapshot(team.owner, Team.DOCUMENT, elsewhere);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        assertThat(bench.prunes).isEmpty();
    }

    @Test
    void aSecondDeviceWillDoWhereNobodyElseMayWrite_SNAP4() {
        Team alone = new Team("alone");
        DeviceId stranger = new Team("stranger").owner.id();
        assertThat(alone.members().isSecondTo(alone.owner.id(), alone.owner.id(), Team.DOCUMENT))
                .isFalse();
        assertThat(alone.members().isSecondTo(alone.owner.id(), stranger, Team.DOCUMENT))
                .isFalse();
        DeviceKeys second = alone.newKeys();
        alone.done(
                alone.as(alone.owner).addDevice(DeviceRequest.of(second, alone.workspace(), alone.owner.id(), false)));
        assertThat(alone.members().isSecondTo(second.id(), alone.owner.id(), Team.DOCUMENT))
                .isTrue();
        alone.member(Role.ROLE_EDITOR);
        assertThat(alone.members().isSecondTo(second.id(), alone.owner.id(), Team.DOCUMENT))
                .isFalse();
    }

    @Test
    void goesOnPruningAfterACrash_SNAP5() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        bench.restart();
        assertThat(bench.prunes).isEmpty();
        bench.connect();
        assertThat(bench.prunes).hasSize(1);
        bench.prune();
        bench.restart();
        bench.connect();
        assertThat(bench.prunes).isEmpty();
    }

    @Test
    void prunesNothingUnlessItsOperatorSaysSo_SNAP5() {
        bench.limits = RelayLimits.DEFAULTS;
        bench.restart();
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        assertThat(bench.prunes).isEmpty();
        assertThat(bench.login(editor).welcome.getWelcome().getSnapshotEntries())
                .isZero();
    }

    @Test
    void turnsAwayWhoDoesNotKnowLogsWithoutBodies_SNAP8() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        Bench.Peer reading = bench.login(editor);
        reading.resume(0);
        reading.takeFrames();
        push(editor, attestation(editor, snapshot));
        assertThat(reading.closed).isTrue();
        assertThat(reading.takeFrames().getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_VERSION);

        Bench.Peer behind = bench.login(editor);
        behind.resume(before);
        assertThat(behind.takeFrames().getFirst().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_VERSION);
        Bench.Peer ahead = bench.login(editor);
        ahead.resume(upto);
        assertThat(ahead.takeFrames().getFirst().hasAppend()).isTrue();
    }

    @Test
    void servesPlacesWithoutBodiesToWhoKnowsThem_SNAP8() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        bench.prune();
        Bench.Peer peer = bench.connect();
        peer.send(Frame.newBuilder().setHello(peer.helloOf(1, 1).setReadsPruned(true)));
        Frame challenge = peer.takeFrames().getFirst();
        peer.send(Frame.newBuilder().setLogin(peer.proof(viewer.signing(), Bench.HOST, challenge)));
        assertThat(peer.takeFrames().getFirst().getWelcome().getSnapshotEntries())
                .isEqualTo(2);
        peer.resume(0);
        bench.read();
        List<LogItem> items = peer.takeFrames().stream()
                .flatMap(frame -> frame.getAppend().getItemsList().stream())
                .toList();
        assertThat(items).hasSize(bench.records().size());
        assertThat(items.get((int) before).getItem()).isEqualTo(ByteString.EMPTY);
        assertThat(LogEntry.parse(items.get((int) before).getEntry())
                        .orElseThrow()
                        .pos())
                .isEqualTo(before + 1);
    }

    @Test
    void whatWasPrunedMakesRoom_SNAP5() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        long taken = bench.records().stream().mapToLong(LogRecord::bytes).sum();
        bench.limits = bench.limits.withRoom(new RelayLimits.Room(1_000, 10, taken + 10, 2));
        bench.restart();
        Bench.Peer peer = bench.login(editor);
        bench.prune();
        peer.push(Team.item(team.envelope(editor, 2)));
        assertThat(bench.appends).hasSize(1);
    }

    @Test
    void takesBackPlacesWhoseBodiesNobodyHas_SNAP10() {
        SealedEnvelope snapshot = snapshot(team.owner);
        push(team.owner, snapshot);
        push(editor, attestation(editor, snapshot));
        bench.prune();
        List<LogRecord> pruned = bench.records();
        Bench.Peer peer = bench.login(team.owner);
        Frame head = peer.welcome;
        bench.disk = new MemoryRelayLog.Disk();
        bench.restart();

        Restore.Builder restore = Restore.newBuilder().setHead(head.getWelcome().getHead());
        pruned.forEach(record ->
                restore.addItems(LogItem.newBuilder().setEntry(record.entry()).setItem(record.item())));
        Bench.Peer back = bench.login(editor);
        back.send(Frame.newBuilder().setRestore(restore));
        bench.store();
        assertThat(back.closed).isFalse();
        assertThat(withoutBodies()).containsExactly(before + 1, before + 2, before + 3);
        back.resume(before);
        assertThat(back.takeFrames().getFirst().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_VERSION);
    }
}
