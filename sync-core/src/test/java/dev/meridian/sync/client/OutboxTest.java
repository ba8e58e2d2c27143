package dev.meridian.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.relay.Team;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a client sends what it has to say. */
class OutboxTest {
    private static final long GEN = 5;

    private final Team team = new Team("outbox");
    private final DeviceKeys editor = team.member(Role.ROLE_EDITOR);
    private final Ledger ledger = new Ledger(team.workspace(), team.relayKey);
    private long seq;

    OutboxTest() {
        team.records().forEach(ledger::add);
    }

    private ClientDesk live(ClientLimits limits) {
        ClientDesk desk =
                new ClientDesk(team, new Principal.Device(editor.signing()), new ClientStore(team.workspace()), limits);
        // It once came in as a guest, and has its own join in its log.
        ClientDesk guest = new ClientDesk(
                team, new Principal.Guest(editor.signing(), ByteString.EMPTY), desk.store, ClientLimits.DEFAULTS);
        guest.catchUp(ledger, GEN);
        desk = new ClientDesk(team, new Principal.Device(editor.signing()), desk.store, limits);
        desk.catchUp(ledger, GEN);
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(ledger.end()));
        return desk;
    }

    private ClientDesk live() {
        return live(ClientLimits.DEFAULTS);
    }

    private static ClientLimits window(int items, int bytes) {
        ClientLimits l = ClientLimits.DEFAULTS;
        return new ClientLimits(
                items, bytes, l.unstoredBytesMax(), l.answerMillisMax(), l.backOffMillisMin(), l.backOffMillisMax());
    }

    private SealedEnvelope next() {
        return team.envelope(editor, ++seq);
    }

    private static List<ByteString> pushed(ClientDesk desk) {
        return desk.takeSent().stream()
                .flatMap(frame -> frame.getPush().getItemsList().stream())
                .map(PushItem::getItem)
                .toList();
    }

    private static void ack(ClientDesk desk, ItemId id, long pos) {
        desk.say(Frame.newBuilder()
                .setAck(Ack.newBuilder()
                        .addReceipts(Receipt.newBuilder().setItemId(id.bytes()).setPos(pos))));
    }

    private static void refuse(ClientDesk desk, ItemId id, ErrorCode code) {
        desk.say(Frame.newBuilder()
                .setError(Error.newBuilder().setCode(code).setMessage("no").setItemId(id.bytes())));
    }

    @Test
    void sendsWhatItIsGivenInOrder_CLI20() {
        ClientDesk desk = live();
        List<ByteString> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SealedEnvelope envelope = next();
            items.add(envelope.bytes());
            desk.enqueue(envelope);
        }
        assertThat(pushed(desk)).isEqualTo(items);
    }

    @Test
    void ofTwoItemsWithOneIdTheSecondIsSentWhenTheFirstIsAnswered_CLI20() {
        ClientDesk desk = live();
        SealedEnvelope first = next();
        SealedEnvelope later = next();
        SealedEnvelope twin = team.envelope(team.owner, 1);
        desk.enqueue(first);
        desk.store.enqueue(EntryKind.ENTRY_KIND_ENVELOPE, first.itemId(), twin.bytes());
        desk.enqueue(later);
        assertThat(pushed(desk)).containsExactly(first.bytes(), later.bytes());
        refuse(desk, first.itemId(), ErrorCode.ERROR_CODE_STALE_EPOCH);
        assertThat(pushed(desk)).containsExactly(twin.bytes());
        ack(desk, first.itemId(), 9);
        ack(desk, later.itemId(), 9);
        assertThat(pushed(desk)).isEmpty();
    }

    @Test
    void anItemIsDoneWhenTheLogShowsItAndNotWhenItIsAcknowledged_CLI21() {
        ClientDesk desk = live();
        SealedEnvelope envelope = next();
        desk.enqueue(envelope);
        ack(desk, envelope.itemId(), ledger.end() + 1);
        assertThat(desk.effects(ClientEffect.Acked.class)).hasSize(1);
        assertThat(desk.store.outboxSize()).isEqualTo(1);
        desk.takeSent();
        desk.reconnect();
        desk.follow(ledger, GEN);
        assertThat(pushed(desk)).containsExactly(envelope.bytes());
        ledger.add(envelope);
        desk.say(ledger.append(GEN, ledger.end(), ledger.end()));
        assertThat(desk.store.outboxSize()).isZero();
    }

    @Test
    void noMoreIsUnderWayThanTheWindowHolds_CLI22() {
        ClientDesk desk = live(window(3, 1 << 20));
        List<SealedEnvelope> envelopes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            envelopes.add(next());
            desk.enqueue(envelopes.getLast());
        }
        assertThat(pushed(desk)).hasSize(3);
        ack(desk, envelopes.get(0).itemId(), 9);
        assertThat(pushed(desk)).containsExactly(envelopes.get(3).bytes());
        refuse(desk, envelopes.get(1).itemId(), ErrorCode.ERROR_CODE_BAD_ITEM);
        assertThat(pushed(desk)).containsExactly(envelopes.get(4).bytes());
        ledger.add(envelopes.get(2));
        desk.say(ledger.append(GEN, ledger.end(), ledger.end()));
        assertThat(pushed(desk)).containsExactly(envelopes.get(5).bytes());
    }

    @Test
    void theWindowIsAlsoOneOfBytesAndLetsOneItemPassAlways_CLI22() {
        ClientDesk desk = live(window(100, 2_000));
        SealedEnvelope large = team.envelope(editor, ++seq, 10_000);
        SealedEnvelope small = next();
        desk.enqueue(large);
        desk.enqueue(small);
        assertThat(pushed(desk)).containsExactly(large.bytes());
        ack(desk, large.itemId(), 9);
        assertThat(pushed(desk)).containsExactly(small.bytes());
    }

    @Test
    void manyItemsGoInSeveralFramesOfTheRelaysSize_CLI22() {
        ClientDesk desk = live();
        desk.reconnect();
        for (int i = 0; i < 20; i++) {
            SealedEnvelope envelope = team.envelope(editor, ++seq, 3_000);
            desk.store.enqueue(EntryKind.ENTRY_KIND_ENVELOPE, envelope.itemId(), envelope.bytes());
        }
        desk.frameBytesMax = 20_000;
        desk.follow(ledger, GEN);
        List<Frame> frames = desk.takeSent().stream().filter(Frame::hasPush).toList();
        assertThat(frames.size()).isGreaterThan(3);
        assertThat(frames).allMatch(frame -> frame.getSerializedSize() <= 20_000);
        assertThat(frames.stream()
                        .mapToInt(frame -> frame.getPush().getItemsCount())
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void anItemLargerThanAFrameIsRefusedHere_CLI23() {
        ClientDesk desk = live();
        desk.reconnect();
        desk.frameBytesMax = 20_000;
        desk.follow(ledger, GEN);
        SealedEnvelope large = team.envelope(editor, ++seq, 30_000);
        SealedEnvelope small = next();
        desk.enqueue(large);
        desk.enqueue(small);
        assertThat(desk.effects(ClientEffect.Refused.class).getFirst().code())
                .isEqualTo(ErrorCode.ERROR_CODE_TOO_LARGE);
        assertThat(pushed(desk)).containsExactly(small.bytes());
    }

    @Test
    void whatWasUnderWayIsSentAgainAfterACut_CLI20() {
        ClientDesk desk = live();
        SealedEnvelope first = next();
        SealedEnvelope second = next();
        desk.enqueue(first);
        desk.enqueue(second);
        desk.takeSent();
        desk.reconnect();
        SealedEnvelope third = next();
        desk.enqueue(third);
        assertThat(desk.takeSent()).isEmpty();
        ledger.add(first);
        desk.follow(ledger, GEN);
        desk.say(ledger.append(GEN, ledger.end(), ledger.end()));
        assertThat(pushed(desk)).containsExactly(second.bytes(), third.bytes());
    }

    @Test
    void nothingIsSentBeforeTheLogIsCaughtUp_CLI24() {
        ClientDesk desk = live();
        desk.reconnect();
        desk.enqueue(next());
        ledger.add(team.envelope(team.owner, 1)).add(team.envelope(team.owner, 2));
        desk.follow(ledger, GEN);
        assertThat(pushed(desk)).isEmpty();
        desk.say(ledger.append(GEN, ledger.end() - 1, ledger.end() - 1));
        assertThat(pushed(desk)).isEmpty();
        desk.say(ledger.append(GEN, ledger.end(), ledger.end()));
        assertThat(pushed(desk)).hasSize(1);
    }

    @Test
    void anAnswerThatWasAskedForBeforeACutCountsNoMore_CLI20() {
        ClientDesk desk = live();
        desk.holdsOutbox = true;
        SealedEnvelope envelope = next();
        desk.enqueue(envelope);
        desk.reconnect();
        desk.follow(ledger, GEN);
        desk.step(new ClientInput.OutboxRead(desk.store.readOutbox(Long.MIN_VALUE, 10, 10_000)));
        assertThat(pushed(desk)).isEmpty();
        desk.step(new ClientInput.OutboxRead(desk.store.readOutbox(Long.MIN_VALUE, 10, 10_000)));
        assertThat(pushed(desk)).containsExactly(envelope.bytes());
    }

    @Test
    void aChangeWhileTheOutboxIsReadIsNotOverlooked_CLI20() {
        ClientDesk desk = live();
        desk.holdsOutbox = true;
        desk.step(new ClientInput.OutboxChanged());
        SealedEnvelope envelope = next();
        desk.enqueue(envelope);
        desk.holdsOutbox = false;
        desk.step(new ClientInput.OutboxRead(List.of()));
        assertThat(pushed(desk)).containsExactly(envelope.bytes());
    }

    @Test
    void aFounderPushesItsGenesisBeforeAnythingElse_CLI25() {
        ClientDesk desk = new ClientDesk(team, new Principal.Device(team.owner.signing()));
        SealedEnvelope early = team.envelope(team.owner, 1);
        desk.enqueue(team.genesis.record());
        desk.enqueue(early);
        desk.dial();
        desk.welcomeToNothing();
        assertThat(pushed(desk)).containsExactly(team.genesis.record().item());
        ack(desk, team.genesis.record().id(), 1);
        assertThat(desk.takeSent().getLast().getResume().getAfterPos()).isZero();
        Ledger founding = new Ledger(team.workspace(), team.relayKey).add(team.genesis.record());
        desk.say(founding.confirmation(GEN, 0));
        desk.say(founding.append(GEN, 1, 1));
        assertThat(desk.status()).isEqualTo(new ClientStatus.Live(1));
        assertThat(pushed(desk)).contains(early.bytes());
    }

    @Test
    void aRecordThatCameSecondIsMadeAgainAfterTheLastOne_CLI26() {
        ClientDesk desk = live();
        MemberRecord record = team.joinRecord(team.newKeys(), team.invite(Role.ROLE_EDITOR, 1, Team.FAR_OFF));
        desk.enqueue(record);
        refuse(desk, record.id(), ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT);
        ClientEffect.Refused refused = desk.effects(ClientEffect.Refused.class).getFirst();
        assertThat(refused.lastRecord()).contains(ledger.line(ledger.end()).members());
    }
}
