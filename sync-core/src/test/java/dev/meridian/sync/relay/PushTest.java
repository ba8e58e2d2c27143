package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PushTest {
    private final Team team = new Team("push");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final DeviceKeys viewer = team.member(Role.ROLE_VIEWER);
    private final int founded = team.records().size();

    @Test
    void acknowledgesWhenItIsOnDiskAndNotBefore_REL11() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.follow(editor);
        SealedEnvelope envelope = team.envelope(editor, 1);
        peer.push(Team.item(envelope));
        assertThat(peer.takeFrames()).isEmpty();
        RelayEffect.Append append = bench.appends.element();
        bench.write(append);
        assertThat(peer.takeFrames()).isEmpty();

        bench.step(new RelayInput.Stored(append.ticket()));
        List<Frame> frames = peer.takeFrames();
        Receipt receipt = frames.getFirst().getAck().getReceipts(0);
        assertThat(receipt.getItemId()).isEqualTo(envelope.itemId().bytes());
        assertThat(receipt.getPos()).isEqualTo(founded + 1);
        assertThat(receipt.getRelayMs()).isEqualTo(bench.nowMillis);
        assertThat(frames.get(1).getAppend().getItems(0).getItem()).isEqualTo(envelope.bytes());
    }

    @Test
    void anItemThatIsThereIsAcknowledgedWithItsOldPlace_REL22() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(editor);
        SealedEnvelope envelope = team.envelope(editor, 1);
        peer.push(Team.item(envelope));
        bench.store();
        Receipt first = peer.takeFrames().getFirst().getAck().getReceipts(0);
        bench.nowMillis += 60_000;
        bench.restart();

        Bench.Peer again = bench.login(editor);
        again.push(Team.item(envelope));
        assertThat(bench.appends).isEmpty();
        assertThat(again.takeFrames().getFirst().getAck().getReceiptsList()).containsExactly(first);
        Bench.Peer other = bench.login(team.owner);
        other.push(Team.item(envelope), Team.item(team.genesis.record()));
        assertThat(other.takeFrames().getFirst().getAck().getReceiptsList())
                .contains(first)
                .hasSize(2);
    }

    @Test
    void twoClientsThatPushTheSameBothHearOfTheOnePlace_REL22() {
        Bench bench = Bench.founded(team);
        Bench.Peer one = bench.login(editor);
        Bench.Peer two = bench.login(team.owner);
        SealedEnvelope envelope = team.envelope(editor, 1);
        one.push(Team.item(envelope), Team.item(envelope));
        two.push(Team.item(envelope));
        assertThat(bench.appends).hasSize(1);
        assertThat(two.takeFrames()).isEmpty();
        bench.store();
        List<Receipt> receipts = one.takeFrames().getFirst().getAck().getReceiptsList();
        assertThat(receipts).hasSize(1);
        assertThat(two.takeFrames().getFirst().getAck().getReceiptsList()).isEqualTo(receipts);
        assertThat(bench.records()).hasSize(founded + 1);
    }

    @Test
    void refusesOneItemAndTakesTheOthers_REL21() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(editor);
        SealedEnvelope stale = new EnvelopeSealer(team.workspace(), editor, EpochKey.generate(7, team.entropy))
                .changes(Team.DOCUMENT, team.batch(editor, 2), HeadRef.getDefaultInstance(), team.entropy);
        peer.push(Team.item(team.envelope(editor, 1)), Team.item(stale), Team.item(team.envelope(editor, 3)));
        Frame refusal = peer.takeFrames().getFirst();
        assertThat(refusal.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_STALE_EPOCH);
        assertThat(refusal.getError().getItemId()).isEqualTo(stale.itemId().bytes());
        bench.store();
        assertThat(peer.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(2);
        assertThat(peer.closed).isFalse();
    }

    @Test
    void attack61_viewerWritesNothing_REL23() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(viewer);
        peer.push(Team.item(team.envelope(viewer, 1)));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_NOT_ALLOWED);
        assertThat(bench.appends).isEmpty();
    }

    @Test
    void bringsTheEnvelopesOfOthersByTheirSignature_REL23() {
        Bench bench = Bench.founded(team);
        Bench.Peer carrier = bench.login(viewer);
        carrier.push(Team.item(team.envelope(editor, 1)));
        bench.store();
        assertThat(carrier.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void refusesAForeignEnvelopeWithABadSignature_REL23() throws Exception {
        Bench bench = Bench.founded(team);
        Bench.Peer carrier = bench.login(team.owner);
        carrier.push(Team.item(EntryKind.ENTRY_KIND_ENVELOPE, withBadSignature(team.envelope(editor, 1))));
        assertItemRefused(carrier, ErrorCode.ERROR_CODE_BAD_ITEM);
        carrier.push(Team.item(team.envelope(team.newKeys(), 1)));
        assertItemRefused(carrier, ErrorCode.ERROR_CODE_NOT_ALLOWED);
    }

    private static ByteString withBadSignature(SealedEnvelope envelope) throws Exception {
        Envelope.Builder changed = Envelope.parseFrom(envelope.bytes()).toBuilder();
        byte[] sig = changed.getHeader().getSig().toByteArray();
        sig[0] ^= 1;
        changed.getHeaderBuilder().setSig(ByteString.copyFrom(sig));
        return changed.build().toByteString();
    }

    @Test
    void takesNothingMoreFromAnAuthorOfWhomSomethingBroughtByOthersWasRefused_REL25() throws Exception {
        Bench bench = Bench.founded(team);
        Bench.Peer carrier = bench.login(team.owner);
        carrier.push(
                Team.item(EntryKind.ENTRY_KIND_ENVELOPE, withBadSignature(team.envelope(editor, 1))),
                Team.item(team.envelope(editor, 2)),
                Team.item(team.envelope(team.owner, 1)));
        assertThat(carrier.takeFrames()).hasSize(2).allMatch(Frame::hasError);
        bench.store();
        assertThat(bench.records()).hasSize(founded + 1);
        Bench.Peer author = bench.login(editor);
        author.push(Team.item(team.envelope(editor, 1)), Team.item(team.envelope(editor, 2)));
        bench.store();
        assertThat(bench.records()).hasSize(founded + 3);
    }

    @Test
    void attack59_nobodyOccupiesTheChangeIdOfSomebodyElse_REL22() {
        Bench bench = Bench.founded(team);
        SealedEnvelope envelope = team.envelope(editor, 1);
        SealedEnvelope squatting = team.resigned(envelope, team.owner);
        assertThat(squatting.itemId()).isEqualTo(envelope.itemId());
        Bench.Peer squatter = bench.login(team.owner);
        squatter.push(Team.item(squatting));
        bench.store();
        Bench.Peer author = bench.login(editor);
        author.push(Team.item(envelope));
        bench.store();
        assertThat(bench.records().getLast().item()).isEqualTo(envelope.bytes());
    }

    @Test
    void refusesWhatIsTooLarge_REL20() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(editor);
        peer.push(Team.item(team.envelope(editor, 1, bench.limits.itemBytesMax())));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_TOO_LARGE);
        PushItem item = Team.item(team.envelope(editor, 2));
        peer.push(IntStream.rangeClosed(0, bench.limits.pushItemsMax())
                .mapToObj(i -> item)
                .toArray(PushItem[]::new));
        assertTurnedAway(peer, ErrorCode.ERROR_CODE_TOO_LARGE);
    }

    @Test
    void endsTheConnectionOverAnItemThatIsNone_REL20() {
        Bench bench = Bench.founded(team);
        for (EntryKind kind : List.of(
                EntryKind.ENTRY_KIND_ENVELOPE,
                EntryKind.ENTRY_KIND_MEMBER,
                EntryKind.ENTRY_KIND_TICK,
                EntryKind.ENTRY_KIND_UNSPECIFIED)) {
            Bench.Peer peer = bench.login(editor);
            peer.push(Team.item(kind, ByteString.copyFromUtf8("no item")));
            assertTurnedAway(peer, ErrorCode.ERROR_CODE_BAD_ITEM);
        }
    }

    @Test
    void storesNoPresence_REL23() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.login(editor);
        peer.push(Team.item(team.presence(editor)));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_BAD_ITEM);
    }

    @Test
    void takesOnlyItsOwnWorkspacesGenesis_REL26() {
        Bench bench = new Bench(team);
        Bench.Peer peer = bench.login(team.owner);
        peer.push(Team.item(new Team("another").genesis.record()));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_BAD_ITEM);
        peer.push(Team.item(team.envelope(team.owner, 1)));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_NOT_ALLOWED);
        peer.push(Team.item(team.genesis.record()), Team.item(team.envelope(team.owner, 1)));
        bench.store();
        assertThat(bench.records()).hasSize(2);
    }

    @Test
    void attack14_foundsNoWorkspaceThatNamesAnotherRelay_REL26() {
        Team ours = new Team("ours");
        Bench bench = new Bench(ours);
        bench.relayKey = new Team("theirs").relayKey;
        bench.restart();
        Bench.Peer peer = bench.login(ours.owner);
        peer.push(Team.item(ours.genesis.record()));
        assertItemRefused(peer, ErrorCode.ERROR_CODE_BAD_ITEM);
    }

    @Test
    void racingRecordsSwapOnce_REL27() {
        DeviceKeys invite = team.invite(Role.ROLE_EDITOR, 2, Team.FAR_OFF);
        MemberRecord one = team.joinRecord(team.newKeys(), invite);
        MemberRecord two = team.joinRecord(team.newKeys(), invite);
        Bench bench = Bench.founded(team);
        Bench.Peer first = bench.login(invite);
        Bench.Peer second = bench.login(invite);
        first.push(Team.item(one));
        second.push(Team.item(two));
        assertItemRefused(second, ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT);
        bench.store();
        assertThat(first.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void anInviteReadsAndJoinsAndNothingElse_REL28() {
        DeviceKeys invite = team.invite(Role.ROLE_OWNER, 5, Team.FAR_OFF);
        Bench bench = Bench.founded(team);
        Bench.Peer guest = bench.follow(invite);
        guest.push(Team.item(team.envelope(editor, 1)));
        assertItemRefused(guest, ErrorCode.ERROR_CODE_NOT_ALLOWED);
        guest.push(Team.item(MemberRecord.invite(
                team.members(),
                team.owner,
                team.newKeys(),
                new MemberRecord.InviteTerms(Role.ROLE_OWNER, 1, Team.FAR_OFF),
                team.entropy)));
        assertItemRefused(guest, ErrorCode.ERROR_CODE_NOT_ALLOWED);
        MemberRecord join = team.joinRecord(team.newKeys(), invite);
        guest.push(Team.item(join));
        guest.push(Team.item(team.joinRecord(team.newKeys(), invite)));
        assertItemRefused(guest, ErrorCode.ERROR_CODE_NOT_ALLOWED);
        bench.store();
        assertThat(guest.takeFrames().getFirst().getAck().getReceipts(0).getItemId())
                .isEqualTo(Bench.idOf(join));
    }

    @Test
    void attack41_expiredInviteDoesNotJoin_REL28() {
        DeviceKeys invite = team.invite(Role.ROLE_EDITOR, 1, Bench.BEGIN_MILLIS + 1_000);
        Bench bench = Bench.founded(team);
        Bench.Peer guest = bench.login(invite);
        bench.nowMillis += 1_000;
        guest.push(Team.item(team.joinRecord(team.newKeys(), invite)));
        assertItemRefused(guest, ErrorCode.ERROR_CODE_INVITE_EXPIRED);
    }

    @Test
    void attack21_keepsNoMoreMembershipRecordsOfAWorkspaceThanItsLimit_REL29() {
        DeviceKeys invite = team.invite(Role.ROLE_EDITOR, 9, Team.FAR_OFF);
        Bench bench = Bench.founded(team);
        int kept = team.records().size();
        bench.limits = bench.limits.withRoom(new RelayLimits.Room(kept + 1, 1, 1L << 40));
        bench.restart();
        Bench.Peer first = bench.login(invite);
        first.push(Team.item(team.joinRecord(team.newKeys(), invite)));
        bench.store();
        assertThat(first.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);

        DeviceKeys late = DeviceKeys.ofInvite(team.entropy.bytes(DeviceKeys.SEED_LENGTH));
        Bench.Peer owner = bench.login(team.owner);
        owner.push(
                Team.item(MemberRecord.invite(
                        membersAtTheRelay(bench),
                        team.owner,
                        late,
                        new MemberRecord.InviteTerms(Role.ROLE_EDITOR, 1, Team.FAR_OFF),
                        team.entropy)),
                Team.item(team.envelope(team.owner, 1)));
        assertItemRefused(owner, ErrorCode.ERROR_CODE_NO_ROOM);
        bench.store();
        assertThat(owner.takeFrames().getFirst().getAck().getReceiptsCount())
                .as("work goes on")
                .isEqualTo(1);
    }

    private Membership membersAtTheRelay(Bench bench) {
        Membership members = Membership.none(team.workspace());
        for (LogRecord record : bench.records()) {
            if (record.isMember()
                    && members.apply(record.item(), record.parsed().relayMillis())
                            instanceof Membership.Accepted accepted) {
                members = accepted.next();
            }
        }
        return members;
    }

    @Test
    void attack21_foundsNoMoreWorkspacesThanItsLimit_REL29() {
        Bench bench = Bench.founded(team);
        Team late = new Team("late");
        Bench other = new Bench(late);
        other.disk = bench.disk;
        other.limits = other.limits.withRoom(new RelayLimits.Room(10, 1, 1L << 40));
        other.restart();
        Bench.Peer founder = other.login(late.owner);
        founder.push(Team.item(late.genesis.record()));
        assertItemRefused(founder, ErrorCode.ERROR_CODE_NO_ROOM);
        assertThat(founder.closed).isFalse();

        other.limits = other.limits.withRoom(new RelayLimits.Room(10, 2, 1L << 40));
        other.restart();
        Bench.Peer again = other.login(late.owner);
        again.push(Team.item(late.genesis.record()));
        other.store();
        assertThat(again.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);
    }

    @Test
    void attack21_aFullWorkspaceTakesRecordsAndNoEdits_REL36() {
        Bench bench = Bench.founded(team);
        long used = bench.records().stream().mapToLong(LogRecord::bytes).sum();
        bench.limits = bench.limits.withRoom(new RelayLimits.Room(100, 1, used + 40_000));
        bench.restart();
        Bench.Peer peer = bench.login(editor);
        SealedEnvelope fits = team.envelope(editor, 1, 20_000);
        peer.push(Team.item(fits), Team.item(team.envelope(editor, 2, 30_000)), Team.item(team.envelope(editor, 3)));
        List<Frame> answers = peer.takeFrames();
        assertThat(answers)
                .as("also the third, which would fit: it was made after the second")
                .hasSize(2);
        assertThat(answers).allSatisfy(frame -> {
            assertThat(frame.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_NO_ROOM);
            assertThat(frame.getError().getMessage()).contains("bytes that this relay keeps of one");
        });
        bench.store();
        assertThat(peer.takeFrames().getFirst().getAck().getReceipts(0).getItemId())
                .isEqualTo(fits.itemId().bytes());

        bench.restart();
        Bench.Peer again = bench.login(editor);
        again.push(Team.item(fits), Team.item(team.envelope(editor, 2, 30_000)));
        assertThat(again.takeFrames())
                .as("what is there is acknowledged, and counted once")
                .hasSize(2);
        Bench.Peer owner = bench.login(team.owner);
        DeviceKeys late = DeviceKeys.ofInvite(team.entropy.bytes(DeviceKeys.SEED_LENGTH));
        owner.push(Team.item(MemberRecord.invite(
                membersAtTheRelay(bench),
                team.owner,
                late,
                new MemberRecord.InviteTerms(Role.ROLE_EDITOR, 1, Team.FAR_OFF),
                team.entropy)));
        bench.store();
        assertThat(owner.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(1);

        bench.limits = bench.limits.withRoom(new RelayLimits.Room(100, 1, used + 100_000));
        bench.restart();
        Bench.Peer raised = bench.login(editor);
        raised.push(Team.item(team.envelope(editor, 2, 30_000)), Team.item(team.envelope(editor, 3)));
        bench.store();
        assertThat(raised.takeFrames().getFirst().getAck().getReceiptsCount()).isEqualTo(2);
    }

    @Test
    void refusesWhatTheDiskCannotKeepUpWith_REL24() {
        Bench bench = Bench.founded(team);
        RelayLimits l = bench.limits;
        bench.limits = new RelayLimits(
                l.frameBytesMax(),
                l.itemBytesMax(),
                l.pushItemsMax(),
                l.sessionsMax(),
                l.itemBytesMax(),
                l.readBytesMax(),
                l.strangers(),
                l.pushes(),
                l.room(),
                l.retryAfterMillis());
        bench.restart();
        Bench.Peer peer = bench.login(editor);
        peer.push(Team.item(team.envelope(editor, 1, l.itemBytesMax() / 2)));
        peer.push(Team.item(team.envelope(editor, 2, l.itemBytesMax() / 2)));
        Frame refusal = assertTurnedAway(peer, ErrorCode.ERROR_CODE_RATE_LIMITED);
        assertThat(refusal.getError().getRetryAfterMs()).isEqualTo(l.retryAfterMillis());
        bench.store();
        bench.login(editor).push(Team.item(team.envelope(editor, 2, l.itemBytesMax() / 2)));
        assertThat(bench.appends).hasSize(1);
    }

    @Test
    void limitsHowMuchOneDevicePushesAlsoOverSeveralConnections_REL24() {
        Bench bench = Bench.founded(team);
        RelayLimits l = bench.limits;
        RelayLimits.Rate rate = new RelayLimits.Rate(l.frameBytesMax(), l.frameBytesMax());
        bench.limits = new RelayLimits(
                l.frameBytesMax(),
                l.itemBytesMax(),
                l.pushItemsMax(),
                l.sessionsMax(),
                l.inFlightBytesMax(),
                l.readBytesMax(),
                l.strangers(),
                rate,
                l.room(),
                l.retryAfterMillis());
        bench.restart();
        Bench.Peer first = bench.login(editor);
        first.push(Team.item(team.envelope(editor, 1, l.itemBytesMax() * 3 / 4)));
        Bench.Peer second = bench.login(editor);
        second.push(Team.item(team.envelope(editor, 2, l.itemBytesMax() * 3 / 4)));
        Frame refusal = assertTurnedAway(second, ErrorCode.ERROR_CODE_RATE_LIMITED);
        Bench.Peer other = bench.login(team.owner);
        other.push(Team.item(team.envelope(team.owner, 1)));
        assertThat(bench.appends).hasSize(2);
        bench.nowMillis += refusal.getError().getRetryAfterMs();
        Bench.Peer third = bench.login(editor);
        third.push(Team.item(team.envelope(editor, 2, l.itemBytesMax() * 3 / 4)));
        assertThat(bench.appends).hasSize(3);
    }

    @Test
    void receiptTimesNeverFall_REL12() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.follow(editor);
        peer.push(Team.item(team.envelope(editor, 1)));
        bench.nowMillis -= 3_600_000;
        peer.push(Team.item(team.envelope(editor, 2)));
        bench.store();
        long before = 0;
        for (LogRecord record : bench.records()) {
            assertThat(record.parsed().relayMillis()).isGreaterThanOrEqualTo(before);
            before = record.parsed().relayMillis();
        }
        assertThat(before).isEqualTo(bench.nowMillis + 3_600_000);
    }

    private static void assertItemRefused(Bench.Peer peer, ErrorCode code) {
        Frame frame = peer.takeFrames().getLast();
        assertThat(frame.getError().getCode()).isEqualTo(code);
        assertThat(frame.getError().getItemId().size()).isEqualTo(32);
        assertThat(peer.closed).isFalse();
    }

    private static Frame assertTurnedAway(Bench.Peer peer, ErrorCode code) {
        Frame frame = peer.takeFrames().getLast();
        assertThat(frame.getError().getCode()).isEqualTo(code);
        assertThat(frame.getError().getItemId().isEmpty()).isTrue();
        assertThat(peer.closed).isTrue();
        return frame;
    }
}
