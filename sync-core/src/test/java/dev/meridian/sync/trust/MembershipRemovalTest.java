package dev.meridian.sync.trust;

import static dev.meridian.sync.trust.Founded.EXPIRES;
import static dev.meridian.sync.trust.Founded.NOW;
import static dev.meridian.sync.trust.RecordAssertions.assertRefused;
import static dev.meridian.sync.trust.RecordAssertions.changed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.Founded.Joined;
import dev.meridian.sync.trust.MemberRecord.InviteTerms;
import dev.meridian.sync.trust.Membership.Accepted;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Removal, roles, new epochs, and what only owners do. */
final class MembershipRemovalTest {
    private final Joined joined = Founded.workspace("removal").join(Role.ROLE_EDITOR);
    private final Founded workspace = joined.workspace();
    private final DeviceKeys owner = workspace.owner();
    private final DeviceKeys editor = joined.newcomer();
    private final DeviceKeys invite = DeviceKeys.ofInvite(workspace.entropy().bytes(32));

    private Founded withoutEditor() {
        return workspace.with(workspace.as(owner).remove(editor.id()));
    }

    private Joined withSecondOwner() {
        return workspace.join(Role.ROLE_OWNER);
    }

    private SealedEnvelope write(DeviceKeys author, EpochKey key, HeadRef seen) {
        ChangeBatch batch = new ChangeBatch(
                ActorId.of(author.id(), ByteString.copyFromUtf8("12345678")),
                1,
                1,
                ByteString.copyFrom(new byte[32]),
                ByteString.copyFromUtf8("a chunk"));
        return new EnvelopeSealer(workspace.members().workspace(), author, key)
                .changes(DocumentId.TEAM, batch, seen, workspace.entropy());
    }

    @Test
    void removedMemberIsNone_MEM13() {
        Founded after = withoutEditor();
        Membership members = after.members();

        assertThat(members.deviceOf(editor.id())).isEmpty();
        assertThat(members.personOf(editor.id()).orElseThrow().state()).isEqualTo(Person.State.REMOVED);
        assertThat(members.mayWrite(editor.id(), DocumentId.TEAM)).isFalse();
        assertThat(members.epoch()).isEqualTo(1);
        assertRefused(after.step(after.as(owner).remove(editor.id())), Refusal.NO_SUCH_MEMBER);
    }

    @Test
    void attack49_removedDeviceDoesNotReadTheNewEpoch_MEM13() {
        Founded after = withoutEditor();
        EpochKey newKey = after.members().epochKeyFor(owner).orElseThrow();
        SealedEnvelope secret = write(owner, newKey, HeadRef.getDefaultInstance());
        EpochKey oldKey = workspace.members().epochKeyFor(editor).orElseThrow();

        assertThat(after.members().epochKeyFor(editor)).isEmpty();
        assertThat(after.members().keyRingFor(editor)).isEmpty();
        assertThat(new EnvelopeOpener(workspace.members().workspace(), java.util.List.of(oldKey))
                        .open(secret.bytes(), after.members()))
                .isInstanceOfSatisfying(
                        Opening.Rejected.class,
                        rejected -> assertThat(rejected.fault()).isEqualTo(Opening.Fault.UNKNOWN_EPOCH));
        EpochKey guess = EpochKey.of(1, ByteString.copyFrom(new byte[32]));
        assertThat(guess.commit()).isNotEqualTo(after.members().commit());
    }

    @Test
    void attack37_removedWriterIsRefusedWhateverHeadItCites_ENV6() {
        EpochKey oldKey = workspace.members().epochKeyFor(editor).orElseThrow();
        HeadRef early = HeadRef.newBuilder()
                .setGen(1)
                .setPos(3)
                .setChain(ByteString.copyFrom(new byte[32]))
                .build();
        SealedEnvelope late = write(editor, oldKey, early);

        assertThat(SealedEnvelope.verify(late.bytes(), workspace.members()))
                .as("before its removal it is good")
                .isInstanceOf(SealedEnvelope.Verified.class);
        assertThat(SealedEnvelope.verify(late.bytes(), withoutEditor().members()))
                .isInstanceOfSatisfying(
                        SealedEnvelope.Rejected.class,
                        rejected -> assertThat(rejected.fault()).isEqualTo(Opening.Fault.UNKNOWN_DEVICE));
    }

    @Test
    void whatWasWrittenBeforeStaysReadableForThoseWhoRemainAndThoseWhoCome_MEM17() {
        SealedEnvelope old =
                write(owner, workspace.members().epochKeyFor(owner).orElseThrow(), HeadRef.getDefaultInstance());
        Founded later = withoutEditor();
        later = later.with(later.as(owner).rotate());
        Joined newcomer = later.join(Role.ROLE_VIEWER);
        EnvelopeOpener opener = new EnvelopeOpener(
                workspace.members().workspace(), newcomer.workspace().members().keyRingFor(newcomer.newcomer()));

        assertThat(newcomer.workspace().members().keyRingFor(newcomer.newcomer()))
                .extracting(EpochKey::epoch)
                .containsExactly(2, 1, 0);
        assertThat(opener.openVerified(old.bytes())).isInstanceOf(Opening.Changes.class);
    }

    @Test
    void ringEndsWhereAKeyIsNotTheOneCommittedTo_MEM17() {
        MemberRecord honest = workspace.as(owner).rotate();
        MemberRecord damaged = changed(
                honest, owner, member -> member.getRotateBuilder().setPrevKey(ByteString.copyFrom(new byte[48])));

        assertThat(workspace.with(damaged).members().keyRingFor(owner))
                .extracting(EpochKey::epoch)
                .containsExactly(1);
    }

    @Test
    void attack31_nobodyButAnOwnerChangesRolesOrRemoves_MEM13() {
        for (MemberRecord record : new MemberRecord[] {
            workspace.as(editor).setRole(editor.id(), Role.ROLE_OWNER),
            workspace.as(editor).setRole(owner.id(), Role.ROLE_VIEWER),
            workspace.as(editor).remove(owner.id()),
            workspace.as(editor).remove(editor.id()),
            workspace.as(editor).rotate(),
            workspace.as(editor).quarantine(new ItemId(workspace.entropy().bytes(32)), 1),
            workspace
                    .as(editor)
                    .newGeneration(SigningKey.generate(workspace.entropy()).verifyKey(), workspace.last(), ""),
            workspace.as(editor).revokeInvite(invite.id())
        }) {
            assertRefused(workspace.step(record), Refusal.NOT_ALLOWED);
        }
    }

    @Test
    void attack32_lastOwnerStays_MEM14() {
        assertRefused(workspace.step(workspace.as(owner).remove(owner.id())), Refusal.LAST_OWNER);
        assertRefused(workspace.step(workspace.as(owner).setRole(owner.id(), Role.ROLE_EDITOR)), Refusal.LAST_OWNER);
    }

    @Test
    void attack32_oneOfTwoOwnersGoesByTheOther_MEM13() {
        Joined two = withSecondOwner();
        Founded both = two.workspace();

        assertRefused(both.step(both.as(owner).remove(owner.id())), Refusal.NOT_ALLOWED);
        Founded one = both.with(both.as(two.newcomer()).remove(owner.id()));
        assertRefused(
                one.step(one.as(two.newcomer()).setRole(two.newcomer().id(), Role.ROLE_VIEWER)), Refusal.LAST_OWNER);
    }

    @Test
    void attack30_ofTwoOwnersWhoRemoveEachOtherTheFirstWins_MEM3() {
        Joined two = withSecondOwner();
        Founded both = two.workspace();
        MemberRecord first = both.as(owner).remove(two.newcomer().id());
        MemberRecord second = both.as(two.newcomer()).remove(owner.id());

        Founded after = both.with(first);
        assertRefused(after.step(second), Refusal.STALE);
        MemberRecord again = changed(
                second,
                two.newcomer(),
                member -> member.setPrevMember(after.members().lastRecord().bytes()));
        assertRefused(after.step(again), Refusal.NOT_ALLOWED);
    }

    @Test
    void roleChangesForAllDevices_MEM14() {
        DeviceKeys laptop = DeviceKeys.generate(workspace.entropy());
        Founded two = workspace.with(workspace.as(editor).addDevice(workspace.request(laptop, editor)));
        Membership members = two.with(two.as(owner).setRole(editor.id(), Role.ROLE_COMMENTER))
                .members();

        assertThat(members.roleOf(editor.id())).contains(Role.ROLE_COMMENTER);
        assertThat(members.roleOf(laptop.id())).contains(Role.ROLE_COMMENTER);
        assertThat(members.epoch()).as("no new epoch").isZero();
        assertRefused(
                workspace.step(workspace.as(owner).setRole(invite.id(), Role.ROLE_VIEWER)), Refusal.NO_SUCH_MEMBER);
        assertRefused(
                workspace.step(changed(
                        workspace.as(owner).setRole(editor.id(), Role.ROLE_VIEWER),
                        owner,
                        member -> member.getSetRoleBuilder().setRole(Role.ROLE_UNSPECIFIED))),
                Refusal.MALFORMED);
    }

    @Test
    void attack44_demotedOwnerDoesNotComeBackByALinkOfItsOwn_MEM14() {
        Joined two = withSecondOwner();
        Founded both = two.workspace();
        MemberRecord link = MemberRecord.invite(
                both.members(), two.newcomer(), invite, new InviteTerms(Role.ROLE_OWNER, 1, EXPIRES), both.entropy());
        Founded invited = both.with(link);
        MemberRecord join =
                MemberRecord.join(invited.members(), DeviceKeys.generate(both.entropy()), invite, both.entropy());
        Founded demoted = invited.with(invited.as(owner).setRole(two.newcomer().id(), Role.ROLE_EDITOR));

        assertThat(demoted.members().liveInvite(invite.id(), NOW)).isEmpty();
        MemberRecord late = changed(join, DeviceKeys.generate(both.entropy()), member -> {});
        assertThat(demoted.step(late)).isInstanceOf(Membership.Refused.class);
    }

    @Test
    void attack44_inviteGivesTheRoleThatItsMakerSignedAndNoOther_MEM9() {
        Founded invited = workspace.invited(invite, new InviteTerms(Role.ROLE_VIEWER, 1, EXPIRES));
        DeviceKeys newcomer = DeviceKeys.generate(workspace.entropy());
        Founded in = invited.with(MemberRecord.join(invited.members(), newcomer, invite, workspace.entropy()));

        assertThat(in.members().roleOf(newcomer.id())).contains(Role.ROLE_VIEWER);
        assertRefused(in.step(in.as(newcomer).setRole(newcomer.id(), Role.ROLE_EDITOR)), Refusal.NOT_ALLOWED);
    }

    @Test
    void attack46_removedMembersInviteLetsNobodyIn_MEM13() {
        Joined two = withSecondOwner();
        Founded both = two.workspace();
        MemberRecord link = MemberRecord.invite(
                both.members(), two.newcomer(), invite, new InviteTerms(Role.ROLE_EDITOR, 5, EXPIRES), both.entropy());
        Founded invited = both.with(link);
        DeviceKeys friend = DeviceKeys.generate(both.entropy());
        MemberRecord join = MemberRecord.join(invited.members(), friend, invite, both.entropy());
        Founded after = invited.with(invited.as(owner).remove(two.newcomer().id()));

        assertThat(after.members().epochKeyFor(invite)).isEmpty();
        assertRefused(
                after.step(changed(
                        join,
                        friend,
                        member -> member.setPrevMember(
                                after.members().lastRecord().bytes()))),
                Refusal.INVITE_REVOKED);
    }

    @Test
    void attack43_revokedInviteLetsNobodyInAndItsHolderReadsNothingNew_MEM15() {
        Founded invited = workspace.invited(invite, new InviteTerms(Role.ROLE_EDITOR, 1, EXPIRES));
        DeviceKeys newcomer = DeviceKeys.generate(workspace.entropy());
        MemberRecord join = MemberRecord.join(invited.members(), newcomer, invite, workspace.entropy());
        Founded revoked = invited.with(invited.as(owner).revokeInvite(invite.id()));

        assertThat(revoked.members().epoch()).isEqualTo(1);
        assertThat(revoked.members().epochKeyFor(invite)).isEmpty();
        assertRefused(
                revoked.step(changed(
                        join,
                        newcomer,
                        member -> member.setPrevMember(
                                revoked.members().lastRecord().bytes()))),
                Refusal.INVITE_REVOKED);
        assertRefused(revoked.step(revoked.as(owner).revokeInvite(invite.id())), Refusal.INVITE_REVOKED);
        assertRefused(revoked.step(revoked.as(owner).revokeInvite(editor.id())), Refusal.NO_SUCH_INVITE);
    }

    @Test
    void quarantineNamesAnItem_MEM18() {
        ItemId item = new ItemId(workspace.entropy().bytes(32));
        Founded after = workspace.with(workspace.as(owner).quarantine(item, 7));

        assertThat(after.members().isQuarantined(item)).isTrue();
        assertThat(workspace.members().isQuarantined(item)).isFalse();
        assertRefused(after.step(after.as(owner).quarantine(item, 7)), Refusal.ALREADY_PRESENT);
        assertRefused(after.step(after.as(owner).quarantine(item, 0)), Refusal.MALFORMED);
    }

    @Test
    void ownerNamesAnotherRelayKey_MEM19() {
        VerifyKey next = SigningKey.generate(workspace.entropy()).verifyKey();
        Founded after = workspace.with(workspace.as(owner).newGeneration(next, workspace.last(), "https://b:1"));

        assertThat(after.members().relayKey()).isEqualTo(next);
        assertThat(after.members().relay().former())
                .contains(workspace.members().relayKey());
        assertThat(after.members().relay().address()).isEqualTo("https://b:1");
        assertRefused(after.step(after.as(owner).newGeneration(next, after.last(), "")), Refusal.ALREADY_PRESENT);
        assertRefused(
                workspace.step(changed(
                        workspace.as(owner).newGeneration(next, workspace.last(), ""),
                        owner,
                        member -> member.getNewGenerationBuilder()
                                .setRelayKey(
                                        TorsionPoint.ofSmallOrder().getFirst().encoded()))),
                Refusal.BAD_KEY);
    }

    @Test
    void headThatTheRecordFollowsIsByTheRelayBeforeAndHasTheMembersBefore_MEM19() {
        SigningKey other = SigningKey.generate(workspace.entropy());
        VerifyKey next = other.verifyKey();

        assertRefused(
                workspace.step(workspace.as(owner).newGeneration(next, workspace.headBy(other), "")),
                Refusal.BAD_SIGNATURE);
        assertRefused(
                workspace.step(workspace.as(owner).newGeneration(next, SignedHead.getDefaultInstance(), "")),
                Refusal.BAD_SIGNATURE);
        Founded later = workspace.with(workspace.as(owner).rotate());
        assertRefused(later.step(later.as(owner).newGeneration(next, workspace.last(), "")), Refusal.BAD_SIGNATURE);
        assertRefused(
                workspace.step(workspace.as(owner).newGeneration(next, workspace.last(), "a".repeat(257))),
                Refusal.MALFORMED);
    }

    @Test
    void recordRightAfterAMoveFollowsAHeadOfTheRelayBeforeThat_MEM19() {
        SigningKey second = SigningKey.generate(workspace.entropy());
        SigningKey third = SigningKey.generate(workspace.entropy());
        Founded moved = workspace.with(workspace.as(owner).newGeneration(second.verifyKey(), workspace.last(), ""));

        Founded again = moved.with(moved.as(owner).newGeneration(third.verifyKey(), moved.last(), ""));

        assertThat(again.members().relayKey()).isEqualTo(third.verifyKey());
        assertThat(again.members().relay().former()).contains(second.verifyKey());
    }

    @Test
    void recordsOfAnOwnerLeadToTheNextRelayKeyAndOthersDoNot_LOGIN2() {
        SigningKey next = SigningKey.generate(workspace.entropy());
        Joined editor = workspace.join(Role.ROLE_EDITOR);
        Founded there = editor.workspace();
        MemberRecord move = there.as(owner).newGeneration(next.verifyKey(), there.last(), "");
        MemberRecord forged = there.as(editor.newcomer()).newGeneration(next.verifyKey(), there.last(), "");

        assertThat(Succession.heir(there.members(), shown(move))).contains(next.verifyKey());
        assertThat(Succession.heir(there.members(), shown(forged)))
                .contains(there.members().relayKey());
        assertThat(Succession.heir(there.members(), List.of()))
                .contains(there.members().relayKey());
        // A client that has not seen the last records is shown those first.
        Founded before = workspace.with(workspace.as(owner).rotate());
        Founded promoted = before.join(Role.ROLE_OWNER).workspace();
        assertThat(Succession.heir(
                        before.members(),
                        shown(promoted.as(owner).newGeneration(next.verifyKey(), promoted.last(), ""))))
                .as("by an owner who is known, after records that are not")
                .contains(next.verifyKey());
    }

    @Test
    void ownerOfWhomTheClientDoesNotKnowYetLeadOnlyByTheRecordsThatMadeThemOne_LOGIN2() {
        SigningKey next = SigningKey.generate(workspace.entropy());
        DeviceKeys invite = DeviceKeys.ofInvite(workspace.entropy().bytes(DeviceKeys.SEED_LENGTH));
        MemberRecord invitation = MemberRecord.invite(
                workspace.members(),
                owner,
                invite,
                new MemberRecord.InviteTerms(Role.ROLE_OWNER, 1, Founded.EXPIRES),
                workspace.entropy());
        Founded invited = workspace.with(invitation);
        DeviceKeys newcomer = DeviceKeys.generate(workspace.entropy());
        MemberRecord join = MemberRecord.join(invited.members(), newcomer, invite, workspace.entropy());
        Founded joined = invited.with(join);
        MemberRecord move = joined.as(newcomer).newGeneration(next.verifyKey(), joined.last(), "");

        assertThat(Succession.heir(workspace.members(), shown(invitation, join, move)))
                .contains(next.verifyKey());
        assertThat(Succession.heir(workspace.members(), shown(move)))
                .contains(workspace.members().relayKey());
    }

    private static List<Succession.Shown> shown(MemberRecord... records) {
        return Stream.of(records)
                .map(record -> new Succession.Shown(record.item(), Founded.NOW))
                .toList();
    }

    @Test
    void commenterWritesCommentsAndAViewerNothing_MEM7() {
        DocumentId content = new DocumentId(workspace.entropy().bytes(16)).content();
        for (Role role : new Role[] {Role.ROLE_OWNER, Role.ROLE_EDITOR, Role.ROLE_COMMENTER, Role.ROLE_VIEWER}) {
            Joined one = workspace.join(role);
            Membership members = one.workspace().members();
            boolean edits = role == Role.ROLE_OWNER || role == Role.ROLE_EDITOR;
            assertThat(members.mayWrite(one.newcomer().id(), content)).isEqualTo(edits);
            assertThat(members.mayWrite(one.newcomer().id(), content.comments()))
                    .isEqualTo(edits || role == Role.ROLE_COMMENTER);
            assertThat(one.workspace().step(one.workspace().as(owner).rotate())).isInstanceOf(Accepted.class);
        }
    }
}
