package dev.meridian.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.relay.Team;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SignatureType;
import dev.meridian.sync.trust.SigningKey;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a client believes of a relay. */
class VerificationTest {
    private static final long GEN = 5;

    private final Team team = new Team("verification");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final DeviceKeys viewer = team.member(Role.ROLE_VIEWER);
    private final Ledger ledger = new Ledger(team.workspace(), team.relayKey);
    private final long founded;

    VerificationTest() {
        team.records().forEach(ledger::add);
        founded = ledger.end();
    }

    private ClientDesk caughtUp() {
        return caughtUpWith(founded);
    }

    @Test
    void deliversWhatItHasVerifiedWithItsAuthorsAndTheHead_CLI1() {
        ClientDesk desk = caughtUp();
        SealedEnvelope envelope = team.envelope(editor, 1);
        ledger.add(envelope).addTick();
        desk.say(ledger.append(GEN, founded + 1, founded + 2));
        ClientEffect.Deliver deliver = desk.effects(ClientEffect.Deliver.class).getFirst();
        assertThat(deliver.head()).isEqualTo(ledger.head(GEN, founded + 2));
        VerifiedEntry first = deliver.entries().getFirst();
        assertThat(first.itemId()).isEqualTo(envelope.itemId());
        assertThat(first.author()).contains(editor.id());
        assertThat(first.rejected()).isEmpty();
        assertThat(first.chain()).isEqualTo(ledger.chain(founded + 1));
        assertThat(deliver.entries().getLast().author()).isEmpty();
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(founded + 2));
    }

    private void assertStops(StopReason reason, Consumer<ClientDesk> lie) {
        ClientDesk desk = caughtUp();
        lie.accept(desk);
        assertThat(desk.stopReason()).isEqualTo(reason);
        assertThat(desk.effects(ClientEffect.Deliver.class)).isEmpty();
        assertThat(desk.effects(ClientEffect.Disconnect.class)).hasSize(1);
    }

    @Test
    void aChangedEntryStopsIt_CLI2() {
        ledger.add(team.envelope(editor, 1)).add(team.envelope(editor, 2));
        Append honest = ledger.append(GEN, founded + 1, founded + 2).getAppend();
        LogItem first = honest.getItems(0);
        LogEntry later = LogEntry.envelope(founded + 1, 5_000, first.getItem(), Team.DOCUMENT);
        assertStops(
                StopReason.BAD_LOG,
                desk -> desk.say(frame(honest.toBuilder()
                        .setItems(0, first.toBuilder().setEntry(later.bytes()))
                        .setItems(
                                1,
                                LogEntry.envelope(
                                                founded + 2,
                                                5_000,
                                                honest.getItems(1).getItem(),
                                                Team.DOCUMENT)
                                        .withItem(honest.getItems(1).getItem())))));
    }

    @Test
    void anItemThatIsNotTheOneRecordedStopsIt_CLI2() {
        ledger.add(team.envelope(editor, 1));
        Append honest = ledger.append(GEN, founded + 1, founded + 1).getAppend();
        ByteString other = team.envelope(editor, 2).bytes();
        assertStops(
                StopReason.BAD_LOG,
                desk -> desk.say(frame(honest.toBuilder()
                        .setItems(0, honest.getItems(0).toBuilder().setItem(other)))));
    }

    @Test
    void attack28_gapStopsIt_CLI2() {
        ledger.add(team.envelope(editor, 1)).add(team.envelope(editor, 2));
        assertStops(StopReason.BAD_LOG, desk -> desk.say(ledger.append(GEN, founded + 2, founded + 2)));
        assertStops(StopReason.BAD_LOG, desk -> desk.say(ledger.append(GEN, founded, founded + 1)));
    }

    @Test
    void attack29_timeBackwardsStopsIt_CLI2() {
        ledger.nextMillis = 10;
        ledger.add(team.envelope(editor, 1));
        assertStopsAtEnd(StopReason.BAD_LOG);
    }

    private void assertStopsAtEnd(StopReason reason) {
        ClientDesk desk = new ClientDesk(team, new Principal.Guest(team.owner.signing(), ByteString.EMPTY));
        desk.follow(ledger, GEN);
        desk.say(ledger.append(GEN, 1, founded));
        desk.effects.clear();
        desk.say(ledger.append(GEN, founded + 1, ledger.end()));
        assertThat(desk.stopReason()).isEqualTo(reason);
        assertThat(desk.effects(ClientEffect.Deliver.class)).isEmpty();
    }

    @Test
    void anEntryThatIsNoneStopsIt_CLI2() {
        assertStops(
                StopReason.BAD_LOG,
                desk -> desk.say(frame(Append.newBuilder()
                        .addItems(LogItem.getDefaultInstance())
                        .setHead(ledger.head(GEN, founded)))));
    }

    @Test
    void aHeadThatTheRelayDidNotSignStopsIt_CLI3() {
        ledger.add(team.envelope(editor, 1));
        Ledger forged = new Ledger(team.workspace(), SigningKey.generate(team.entropy));
        team.records().forEach(forged::add);
        Append honest = ledger.append(GEN, founded + 1, founded + 1).getAppend();
        assertStops(
                StopReason.BAD_LOG, desk -> desk.say(frame(honest.toBuilder().setHead(forged.head(GEN, founded)))));
        assertStops(
                StopReason.BAD_LOG, desk -> desk.say(frame(honest.toBuilder().clearHead())));
    }

    @Test
    void aHeadOfAnotherPlaceOrChainStopsIt_CLI3() {
        ledger.add(team.envelope(editor, 1));
        Append honest = ledger.append(GEN, founded + 1, founded + 1).getAppend();
        assertStops(
                StopReason.BAD_LOG, desk -> desk.say(frame(honest.toBuilder().setHead(ledger.head(GEN, founded)))));
        ByteString chain = Sha256.of(ByteString.copyFromUtf8("another"));
        assertStops(
                StopReason.BAD_LOG,
                desk -> desk.say(frame(honest.toBuilder().setHead(ledger.head(GEN, founded + 1, chain)))));
    }

    @Test
    void attack27_aGenerationThatFallsStopsItWithBothHeads_CLI4() {
        ClientDesk desk = caughtUp();
        ledger.add(team.envelope(editor, 1));
        desk.say(ledger.append(GEN - 1, founded + 1, founded + 1));
        assertThat(desk.stopReason()).isEqualTo(StopReason.ROLLBACK);
        assertThat(desk.evidence()).containsExactly(ledger.head(GEN, founded), ledger.head(GEN - 1, founded + 1));
    }

    @Test
    void attack24_ghostMemberStopsIt_CLI5() {
        DeviceKeys ghost = team.newKeys();
        MemberRecord forged = MemberRecord.invite(
                team.members(),
                team.owner,
                ghost,
                new MemberRecord.InviteTerms(Role.ROLE_OWNER, 1, Team.FAR_OFF),
                team.entropy);
        ByteString unsigned =
                viewer.signing().signed(SignatureType.MEMBER, bodyOf(forged)).toByteString();
        ledger.add(
                LogEntry.member(founded + 1, ledger.nextMillis, unsigned),
                unsigned,
                MemberRecord.idOf(unsigned).orElseThrow());
        assertStopsAtEnd(StopReason.BAD_LOG);
    }

    private static ByteString bodyOf(MemberRecord record) {
        try {
            return Signed.parseFrom(record.item()).getBody();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void attack33_unknownMembershipOperationStopsItAsTooOld_CLI5() {
        Member later = Member.newBuilder()
                .setWs(team.workspace().bytes())
                .setPrevMember(team.members().lastRecord().bytes())
                .build();
        ByteString item = team.owner
                .signing()
                .signed(SignatureType.MEMBER, later.toByteString())
                .toByteString();
        ledger.add(
                LogEntry.member(founded + 1, ledger.nextMillis, item),
                item,
                MemberRecord.idOf(item).orElseThrow());
        assertStopsAtEnd(StopReason.UPGRADE_NEEDED);
    }

    @Test
    void attack35_forgedGenesisStopsIt_CLI5() {
        Team other = new Team("other");
        Ledger forged = new Ledger(team.workspace(), team.relayKey).add(other.genesis.record());
        ClientDesk desk = new ClientDesk(team, new Principal.Guest(team.owner.signing(), ByteString.EMPTY));
        desk.follow(forged, GEN);
        desk.say(forged.append(GEN, 1, 1));
        assertThat(desk.stopReason()).isNotNull();
        assertThat(desk.store.log()).isEmpty();
    }

    @Test
    void attack24_anEntryWithoutAuthorityIsKeptInItsPlaceAndRejected_CLI6() {
        DeviceKeys stranger = team.newKeys();
        ledger.add(team.envelope(stranger, 1))
                .add(team.envelope(viewer, 1))
                .add(team.presence(editor))
                .add(team.envelope(editor, 1));
        ByteString garbage = ByteString.copyFromUtf8("no envelope");
        ItemId members = ledger.line(founded).members();
        ledger.add(LogEntry.envelope(ledger.end() + 1, ledger.nextMillis, garbage, Team.DOCUMENT), garbage, members);
        ClientDesk desk = caughtUpWith(founded);
        desk.say(ledger.append(GEN, founded + 1, ledger.end()));
        List<VerifiedEntry> entries =
                desk.effects(ClientEffect.Deliver.class).getFirst().entries();
        assertThat(entries.stream().map(entry -> entry.rejected().isPresent()).toList())
                .containsExactly(true, true, true, false, true);
        assertThat(entries.getFirst().author()).contains(stranger.id());
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(ledger.end()));
    }

    private ClientDesk caughtUpWith(long pos) {
        ClientDesk desk = new ClientDesk(team, new Principal.Guest(team.owner.signing(), ByteString.EMPTY));
        desk.catchUp(ledger.upTo(pos), GEN);
        return desk;
    }

    @Test
    void attack14_wrongRelayKeyStopsItBeforeItLogsIn_CLI7() {
        ClientDesk desk = new ClientDesk(team, new Principal.Device(team.owner.signing()));
        desk.relayKey = SigningKey.generate(team.entropy);
        desk.dial();
        assertThat(desk.stopReason()).isEqualTo(StopReason.WRONG_RELAY);
        assertThat(desk.takeSent()).isEmpty();
    }

    @Test
    void aRelayOfAnotherVersionStopsIt_CLI7() {
        ClientDesk desk = new ClientDesk(team, new Principal.Device(team.owner.signing()));
        desk.step(new ClientInput.Start());
        desk.step(new ClientInput.Connected(desk.connection));
        desk.say(Frame.newBuilder().setChallenge(Challenge.newBuilder().setVersion(2)));
        assertThat(desk.stopReason()).isEqualTo(StopReason.UPGRADE_NEEDED);
    }

    @Test
    void attack36_aLogThatDoesNotPassThroughTheLinkStopsAGuest_CLI8() {
        ByteString elsewhere = Sha256.of(ByteString.copyFromUtf8("elsewhere"));
        ClientDesk desk = new ClientDesk(team, new Principal.Guest(team.owner.signing(), elsewhere));
        desk.catchUp(ledger, GEN);
        assertThat(desk.stopReason()).isEqualTo(StopReason.LINK_MISMATCH);
        ClientDesk good = new ClientDesk(team, new Principal.Guest(team.owner.signing(), ledger.chain(2)));
        good.catchUp(ledger, GEN);
        assertThat(good.status()).isEqualTo(new ClientStatus.Live(founded));
    }

    @Test
    void somethingUnreadableOrOutOfPlaceOnlyEndsTheConnection_CLI9() {
        ClientDesk desk = caughtUp();
        desk.say(ByteString.copyFromUtf8("\u0001 not a frame"));
        assertThat(desk.status()).isInstanceOf(ClientStatus.Waiting.class);
        ClientDesk other = caughtUp();
        other.say(Frame.newBuilder().setChallenge(Challenge.getDefaultInstance()));
        assertThat(other.status()).isInstanceOf(ClientStatus.Waiting.class);
        ClientDesk third = caughtUp();
        third.say(Frame.newBuilder());
        assertThat(third.status()).isInstanceOf(ClientStatus.Waiting.class);
    }

    private static Frame.Builder frame(Append.Builder append) {
        return Frame.newBuilder().setAppend(append);
    }
}
