package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.proto.v1.Welcome;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.relay.SessionId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A relay that lies to some of its clients, with its own good key: the log and the machine are honest, what is said of them is not. It forks, falsifies
 * times, swaps, reorders and withholds entries, puts in what has no right to be there, signs false heads, acknowledges what it throws away, does not take
 * back what it signed, and turns members away.
 */
final class Liar {
    private enum Lie {
        /** Another entry at a place than others see there. */
        FORK,
        TIME_FALLS,
        ANOTHER_ITEM,
        REORDERED,
        LEFT_OUT,
        WITHHELD,
        ANOTHERS_HEAD,
        HEAD_OF_ANOTHER_LOG,
        /** Something in the log that the relay should not have let in. */
        WITHOUT_AUTHORITY
    }

    /** How far a session's client was sent the log. */
    private record Told(ByteString chain, long relayMillis) {}

    private final World world;
    private final SigningKey key;
    private final Chance chance;
    private final Map<SessionId, Told> told = new HashMap<>();
    private int percent;
    private int made;

    Liar(World world, SigningKey key) {
        this.world = world;
        this.key = key;
        this.chance = Chance.of(world.seed(), "lies");
    }

    /** From now on so many of a hundred messages to those it lies to are lies. */
    void lie(int lyingPercent) {
        percent = lyingPercent;
    }

    boolean hasLied() {
        return made > 0;
    }

    /** Some of its clients see nothing but the truth; else nobody could tell the others that there is another. */
    private boolean liesTo(Wire wire) {
        return percent > 0
                && wire.peer instanceof SimClient client
                && client.isHonest()
                && client.number() % 2 == 1
                && chance.percent(percent);
    }

    /** What is heard in place of what was said; empty where it is thrown away. */
    Optional<Frame> hears(Wire wire, Frame frame) {
        if (!(frame.hasPush() || frame.hasRestore()) || !liesTo(wire)) {
            return Optional.of(frame);
        }
        note(wire, frame.hasPush() ? "throws away what it acknowledges" : "does not take back what it signed");
        if (frame.hasPush() && chance.percent(50)) {
            wire.toPeer(refusal(frame.getPush()));
        } else if (frame.hasPush()) {
            wire.toPeer(acknowledgement(frame.getPush()));
        }
        return Optional.empty();
    }

    private ByteString acknowledgement(Push push) {
        Ack.Builder ack = Ack.newBuilder();
        long pos = world.relay().records().size();
        for (PushItem item : push.getItemsList()) {
            pos++;
            long at = pos;
            idOf(item)
                    .ifPresent(id -> ack.addReceipts(Receipt.newBuilder()
                            .setItemId(id.bytes())
                            .setPos(at)
                            .setRelayMs(world.clock().nowMillis())));
        }
        return Frame.newBuilder().setAck(ack).build().toByteString();
    }

    private ByteString refusal(Push push) {
        Error.Builder error = Error.newBuilder()
                .setCode(chance.pick(List.of(
                        ErrorCode.ERROR_CODE_NOT_ALLOWED,
                        ErrorCode.ERROR_CODE_STALE_EPOCH,
                        ErrorCode.ERROR_CODE_REVOKED)))
                .setMessage("a lie");
        if (error.getCode() != ErrorCode.ERROR_CODE_REVOKED) {
            idOf(push.getItems(0)).ifPresent(id -> error.setItemId(id.bytes()));
        }
        return Frame.newBuilder().setError(error).build().toByteString();
    }

    private static Optional<ItemId> idOf(PushItem item) {
        return switch (item.getKind()) {
            case ENTRY_KIND_MEMBER -> MemberRecord.idOf(item.getItem());
            case ENTRY_KIND_ENVELOPE ->
                SealedEnvelope.read(item.getItem()) instanceof SealedEnvelope.Read read
                        ? Optional.of(read.envelope().itemId())
                        : Optional.empty();
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    /** What is said in place of the truth; empty where nothing is. */
    Optional<ByteString> says(Wire wire, ByteString truth) {
        Frame frame = parse(truth);
        if (frame.hasWelcome() && frame.getWelcome().hasHead() && liesTo(wire)) {
            note(wire, "welcomes with another log's head");
            Welcome welcome = frame.getWelcome();
            return Optional.of(Frame.newBuilder()
                    .setWelcome(welcome.toBuilder().setHead(resigned(welcome.getHead(), key, this::otherChain)))
                    .build()
                    .toByteString());
        }
        if (!frame.hasAppend()) {
            return Optional.of(truth);
        }
        Append append = frame.getAppend();
        Optional<Told> before = Optional.ofNullable(told.get(wire.session));
        boolean lies = append.getItemsCount() > 0 && before.isPresent() && liesTo(wire);
        Optional<Append> said = lies ? falsified(wire, append, before.get()) : Optional.of(append);
        said.ifPresent(each -> told.put(wire.session, after(each)));
        return lies
                ? said.map(each -> Frame.newBuilder().setAppend(each).build().toByteString())
                : Optional.of(truth);
    }

    private static Told after(Append append) {
        if (!append.hasHead()) {
            return new Told(Chain.ZERO, 0);
        }
        Head head = head(append.getHead());
        return new Told(head.getChain(), head.getRelayMs());
    }

    private Optional<Append> falsified(Wire wire, Append append, Told before) {
        Lie lie = chance.pick(List.of(Lie.values()));
        note(wire, lie.toString());
        List<LogItem> items = new ArrayList<>(append.getItemsList());
        LogEntry last = entry(items.getLast());
        ByteString item = items.getLast().getItem();
        switch (lie) {
            case FORK -> items.set(items.size() - 1, at(last, item, last.relayMillis() + 1));
            case TIME_FALLS -> items.set(items.size() - 1, at(last, item, Math.max(0, before.relayMillis - 1)));
            case ANOTHER_ITEM ->
                items.set(
                        items.size() - 1,
                        last.withItem(item.isEmpty() ? ByteString.copyFromUtf8("x") : item.substring(1)));
            case REORDERED -> Collections.reverse(items);
            case LEFT_OUT -> items.removeFirst();
            case WITHHELD -> {
                return Optional.empty();
            }
            case ANOTHERS_HEAD -> {
                SigningKey other = SigningKey.generate(world.entropy("another relay " + made));
                return Optional.of(append.toBuilder()
                        .setHead(resigned(append.getHead(), other, head -> head))
                        .build());
            }
            case HEAD_OF_ANOTHER_LOG -> {
                return Optional.of(append.toBuilder()
                        .setHead(resigned(append.getHead(), key, this::otherChain))
                        .build());
            }
            case WITHOUT_AUTHORITY ->
                ghost().ifPresent(ghost ->
                        items.add(LogEntry.envelope(last.pos() + 1, last.relayMillis(), ghost.bytes(), ghost.document())
                                .withItem(ghost.bytes())));
        }
        return Optional.of(signed(append, items, before));
    }

    /** The same head over other entries, in every way as it should be. */
    private Append signed(Append append, List<LogItem> items, Told before) {
        ByteString chain = before.chain;
        for (LogItem item : items) {
            chain = Chain.next(chain, item.getEntry());
        }
        ByteString end = chain;
        LogEntry last = items.isEmpty() ? entry(append.getItemsList().getLast()) : entry(items.getLast());
        SignedHead head = resigned(
                append.getHead(),
                key,
                truth -> new LogHead(
                        truth.workspace(), truth.gen(), last.pos(), last.relayMillis(), end, truth.members()));
        return Append.newBuilder().addAllItems(items).setHead(head).build();
    }

    // What somebody wrote who was removed, or whom nobody ever let in though an accomplice gave them the key.
    private Optional<SealedEnvelope> ghost() {
        List<ByteString> kept = world.clients().stream()
                .filter(SimClient::isTurnedAway)
                .flatMap(client -> client.disk.outbox().envelopes().stream())
                .toList();
        if (!kept.isEmpty() && chance.percent(50)) {
            return Optional.of(((SealedEnvelope.Read) SealedEnvelope.read(chance.pick(kept))).envelope());
        }
        Entropy entropy = world.entropy("ghost " + made);
        Forger ghost = new Forger(chance, DeviceKeys.generate(entropy));
        return ghost.ghost(world.owner().disk, world.workspace(), entropy);
    }

    private LogHead otherChain(LogHead head) {
        return new LogHead(
                head.workspace(),
                head.gen(),
                head.pos(),
                head.relayMillis(),
                ByteString.copyFrom(chance.bytes(head.chain().size())),
                head.members());
    }

    private SignedHead resigned(SignedHead signed, SigningKey signer, UnaryOperator<LogHead> change) {
        LogHead head =
                SignedHeads.verify(signed, key.verifyKey(), world.workspace()).orElseThrow();
        return SignedHeads.sign(change.apply(head), signer);
    }

    private static LogItem at(LogEntry entry, ByteString item, long relayMillis) {
        LogEntry moved = switch (entry.kind()) {
            case ENTRY_KIND_MEMBER -> LogEntry.member(entry.pos(), relayMillis, item);
            case ENTRY_KIND_ENVELOPE ->
                LogEntry.envelope(
                        entry.pos(), relayMillis, item, entry.document().orElseThrow());
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED -> LogEntry.tick(entry.pos(), relayMillis);
        };
        return moved.withItem(item);
    }

    private static LogEntry entry(LogItem item) {
        return LogEntry.parse(item.getEntry()).orElseThrow();
    }

    private void note(Wire wire, String lie) {
        made++;
        world.saw(Happening.LIE);
        world.trace("the relay lies to " + wire.peer.name() + ": " + lie);
    }

    private static Head head(SignedHead signed) {
        try {
            return Head.parseFrom(signed.getHead());
        } catch (InvalidProtocolBufferException e) {
            throw new Violation("a head that does not parse", e);
        }
    }

    private static Frame parse(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new Violation("a frame that does not parse", e);
        }
    }
}
