package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the relay itself holds of devices, roles and epochs. */
final class MembershipAtTheDoorTest {
    private final Team team = new Team("door");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final DeviceKeys commenter = team.member(Role.ROLE_COMMENTER);

    private static void assertItemRefused(Bench.Peer peer, ErrorCode code) {
        Frame frame = peer.takeFrames().getFirst();
        assertThat(frame.getError().getCode()).as(frame.toString()).isEqualTo(code);
        assertThat(frame.getError().getItemId().isEmpty()).isFalse();
    }

    private static void assertTurnedAway(Bench.Peer peer, ErrorCode code, String words) {
        assertRefused(peer, peer.takeFrames().getLast(), code, words);
    }

    private static void assertLoginRefused(Bench.Peer peer, ErrorCode code, String words) {
        assertRefused(peer, peer.welcome, code, words);
    }

    private static void assertRefused(Bench.Peer peer, Frame last, ErrorCode code, String words) {
        assertThat(last.getError().getCode()).as(last.toString()).isEqualTo(code);
        assertThat(last.getError().getMessage()).contains(words);
        assertThat(peer.closed).isTrue();
    }

    private DeviceKeys recovery() {
        DeviceKeys recovery = team.newKeys();
        team.done(team.as(editor).addDevice(DeviceRequest.of(recovery, team.workspace(), editor.id(), true)));
        return recovery;
    }

    @Test
    void attack15_revokedDeviceDoesNotComeIn_REL4() {
        DeviceKeys laptop = team.newKeys();
        team.done(team.as(editor).addDevice(DeviceRequest.of(laptop, team.workspace(), editor.id(), false)));
        team.done(team.as(editor).revokeDevice(laptop.id()));
        Bench bench = Bench.founded(team);

        assertLoginRefused(bench.login(laptop), ErrorCode.ERROR_CODE_REVOKED, "this device was revoked at ");
        assertThat(bench.login(editor).closed).isFalse();
    }

    @Test
    void attack15_liveSessionEndsWithTheRecordThatSaysWhy_REL35() {
        Bench bench = Bench.founded(team);
        Bench.Peer removed = bench.follow(editor);
        Bench.Peer owner = bench.login(team.owner);
        MemberRecord removal = team.done(team.as(team.owner).remove(editor.id()));
        owner.push(Team.item(removal));
        assertThat(removed.closed).as("nothing is durable yet").isFalse();
        bench.store();

        List<Frame> frames = removed.takeFrames();
        assertThat(frames.getFirst().getAppend().getItems(0).getItem()).isEqualTo(removal.item());
        assertThat(frames.getLast().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_REVOKED);
        assertThat(frames.getLast().getError().getMessage()).contains("you were removed from this workspace at ");
        assertThat(removed.closed).isTrue();
        assertThat(owner.closed).isFalse();
    }

    @Test
    void attack15_whoIsGoneByARecordThatTheDiskHasThoughItFailedIsTurnedAway_REL35() {
        DeviceKeys invite = team.invite(Role.ROLE_VIEWER, 1, Team.FAR_OFF);
        Bench bench = Bench.founded(team);
        long founded = bench.records().size();
        Bench.Peer removed = bench.follow(editor);
        Bench.Peer reading = bench.login(editor);
        reading.resume(0);
        Bench.Peer guest = bench.follow(invite);
        Bench.Peer stays = bench.follow(commenter);
        Bench.Peer owner = bench.login(team.owner);
        owner.push(
                Team.item(team.done(team.as(team.owner).remove(editor.id()))),
                Team.item(team.done(team.as(team.owner).revokeInvite(invite.id()))));
        RelayEffect.Append append = bench.appends.remove();
        bench.write(append);
        bench.fail(append);
        bench.read();

        assertTurnedAway(removed, ErrorCode.ERROR_CODE_REVOKED, "you were removed from this workspace at ");
        assertTurnedAway(reading, ErrorCode.ERROR_CODE_REVOKED, "you were removed from this workspace at ");
        assertTurnedAway(guest, ErrorCode.ERROR_CODE_INVITE_REVOKED, "the invite was revoked");
        assertThat(stays.takePositions()).containsExactly(founded + 1, founded + 2);
    }

    @Test
    void attack37_removedWriterIsRefusedAtOnceAlsoByWhoCarriesItsEdits_REL23() {
        SealedEnvelope early = team.envelope(editor, 1);
        Bench bench = Bench.founded(team);
        Bench.Peer owner = bench.login(team.owner);
        owner.push(Team.item(team.done(team.as(team.owner).remove(editor.id()))), Team.item(early));

        assertItemRefused(owner, ErrorCode.ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void whatIsSealedUnderAnEpochThatIsOverIsStale_REL23() {
        SealedEnvelope early = team.envelope(editor, 1);
        team.done(team.as(team.owner).rotate());
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(editor);
        peer.push(Team.item(early));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_STALE_EPOCH);

        peer.push(Team.item(team.current(editor, Team.DOCUMENT, 1)));
        bench.store();
        assertThat(peer.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void attack60_whatLandedBeforeTheKeyChangedIsTheSameItemAfterIt_REL22() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(editor);
        SealedEnvelope landed = team.envelope(editor, 1);
        peer.push(Team.item(landed));
        bench.store();
        peer.takeFrames();
        Bench.Peer owner = bench.login(team.owner);
        owner.push(Team.item(team.done(team.as(team.owner).rotate())));
        bench.store();

        peer.push(Team.item(landed));
        assertThat(bench.appends).isEmpty();
        assertThat(peer.takeFrames().getLast().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void attack62_commenterWritesCommentsAndNoContent_MEM7() {
        DocumentId content = Team.DOCUMENT;
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(commenter);
        peer.push(Team.item(team.current(commenter, content, 1)));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_NOT_ALLOWED);

        peer.push(Team.item(team.current(commenter, content.comments(), 1)));
        bench.store();
        assertThat(peer.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void attack48_recoveryDeviceReadsAndWritesNothing_MEM10() {
        DeviceKeys recovery = recovery();
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.follow(recovery);
        bench.read();
        peer.takeFrames();
        peer.push(Team.item(team.current(recovery, Team.DOCUMENT, 1)));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_NOT_ALLOWED);
        peer.push(Team.item(team.as(recovery).rotate()));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_NOT_ALLOWED);

        DeviceKeys laptop = team.newKeys();
        peer.push(
                Team.item(team.as(recovery).addDevice(DeviceRequest.of(laptop, team.workspace(), editor.id(), false))));
        bench.store();
        assertThat(peer.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void attack25_deviceThatNobodyAddedReadsNothing_REL4() {
        Bench bench = Bench.founded(team);
        Bench.Peer ghost = bench.login(team.newKeys());
        ghost.takeFrames();
        ghost.resume(0);

        assertTurnedAway(ghost, ErrorCode.ERROR_CODE_NOT_A_MEMBER, "neither member nor invited");
    }

    @Test
    void attack43_holderOfARevokedInviteDoesNotComeInAndGoes_REL5() {
        DeviceKeys invite = team.invite(Role.ROLE_EDITOR, 2, Team.FAR_OFF);
        Bench bench = Bench.founded(team);
        Bench.Peer guest = bench.follow(invite);
        Bench.Peer owner = bench.login(team.owner);
        owner.push(Team.item(team.done(team.as(team.owner).revokeInvite(invite.id()))));
        bench.store();

        assertTurnedAway(guest, ErrorCode.ERROR_CODE_INVITE_REVOKED, "revoked");
        assertLoginRefused(bench.login(invite), ErrorCode.ERROR_CODE_INVITE_REVOKED, "revoked");
    }

    @Test
    void attack30_ofTwoRemovalsThatRaceTheSecondIsAConflict_REL27() {
        MemberRecord one = team.as(team.owner).remove(editor.id());
        MemberRecord two = team.as(team.owner).remove(commenter.id());
        Bench bench = Bench.founded(team);
        Bench.Peer owner = bench.login(team.owner);
        owner.push(Team.item(one), Team.item(two));

        assertItemRefused(owner, ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT);
    }
}
