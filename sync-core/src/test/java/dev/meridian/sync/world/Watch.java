package dev.meridian.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees everything in the world and holds it to what must always be true. */
final class Watch {
    private record Place(long gen, long pos) {}

    private final Map<Place, ByteString> chains = new HashMap<>();
    private final Map<String, List<ItemId>> written = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final Map<Happening, Integer> happenings = new EnumMap<>(Happening.class);

    /** What a run must have seen to have tried anything. */
    enum Happening {
        /** A client gave entries back to the relay. */
        RESTORE,
        /** A client showed the relay a generation that it had forgotten. */
        GENERATION_SHOWN,
        /** A client cut its log, to push what it cut off. */
        REWIND,
        /** The relay's commit failed. */
        STORE_FAILED,
        /** A client became a reader that is read for. */
        CAUGHT_UP_BY_READS,
        /** Something was pushed that was there. */
        DUPLICATE,
        /** A membership record came second and was made anew. */
        RECORD_RENEWED,
        /** A client that the relay did not know as a member brought its records. */
        PETITION
    }

    Map<Happening, Integer> happenings() {
        return happenings;
    }

    void saw(Happening happening) {
        happenings.merge(happening, 1, Integer::sum);
    }

    void clientSent(ByteString frame, boolean hasLostItsMembership) {
        if (hasLostItsMembership && parse(frame).hasPush()) {
            saw(Happening.PETITION);
        }
    }

    /** What the relay is told. */
    void relayReceived(Frame frame) {
        if (frame.hasRestore()) {
            saw(frame.getRestore().getItemsCount() > 0 ? Happening.RESTORE : Happening.GENERATION_SHOWN);
        }
    }

    /** Acknowledged means durable; nothing undurable is served; a place keeps its meaning while its generation lasts. */
    void relaySent(ByteString bytes, List<LogRecord> disk) {
        Frame frame = parse(bytes);
        for (Receipt receipt : frame.getAck().getReceiptsList()) {
            assertThat(receipt.getPos()).as("an acknowledged place").isBetween(1L, (long) disk.size());
            LogRecord record = disk.get((int) receipt.getPos() - 1);
            assertThat(idOf(record)).as("what was acknowledged").isEqualTo(receipt.getItemId());
        }
        Append append = frame.getAppend();
        for (LogItem item : append.getItemsList()) {
            LogEntry entry = LogEntry.parse(item.getEntry()).orElseThrow();
            assertThat(entry.pos()).as("a served place").isLessThanOrEqualTo(disk.size());
            assertThat(disk.get((int) entry.pos() - 1).entry())
                    .as("what is served")
                    .isEqualTo(item.getEntry());
        }
        heads(frame).forEach(head -> place(head.getGen(), head.getPos(), head.getChain()));
    }

    private static List<Head> heads(Frame frame) {
        List<SignedHead> signed = List.of(
                frame.getWelcome().getHead(),
                frame.getAppend().getHead(),
                frame.getDiverged().getAt(),
                frame.getDiverged().getHead());
        List<Head> heads = new ArrayList<>();
        for (SignedHead one : signed) {
            if (!one.getHead().isEmpty()) {
                try {
                    heads.add(Head.parseFrom(one.getHead()));
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return heads;
    }

    private void place(long gen, long pos, ByteString chain) {
        ByteString before = chains.putIfAbsent(new Place(gen, pos), chain);
        assertThat(before == null ? chain : before)
                .as("the meaning of position %d in generation %d", pos, gen)
                .isEqualTo(chain);
    }

    /** One item has one place. */
    void disk(List<LogRecord> disk) {
        Set<DedupeKey> seen = new HashSet<>();
        for (LogRecord record : disk) {
            assertThat(seen.add(record.dedupe()))
                    .as("each item once in the log")
                    .isTrue();
        }
    }

    void delivered(SimClient client, ClientEffect.Deliver deliver) {
        if (deliver.head().getHead().isEmpty()) {
            return;
        }
        try {
            long gen = Head.parseFrom(deliver.head().getHead()).getGen();
            for (VerifiedEntry entry : deliver.entries()) {
                assertThat(entry.rejected()).as("an entry for " + client.name).isEmpty();
                place(gen, entry.entry().pos(), entry.chain());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    void acked(List<Receipt> receipts, long storedPos) {
        if (receipts.stream().anyMatch(receipt -> receipt.getPos() <= storedPos)) {
            saw(Happening.DUPLICATE);
        }
    }

    boolean isWrittenBy(SimClient author, ItemId id) {
        return written.getOrDefault(author.name, List.of()).contains(id);
    }

    void wrote(SimClient author, ItemId id) {
        written.computeIfAbsent(author.name, none -> new ArrayList<>()).add(id);
    }

    void refused(SimClient client, ClientEffect.Refused refused) {
        refusals.add(client.name + " " + refused.code() + " " + refused.message());
    }

    /** At rest: everybody has the relay's log, and in it everything that anybody wrote, once, in its author's order. */
    void atRest(List<LogRecord> disk, List<SimClient> clients) {
        assertThat(refusals).as("refusals").isEmpty();
        disk(disk);
        List<ByteString> chain = disk.stream().map(LogRecord::chain).toList();
        List<ItemId> items = disk.stream()
                .filter(record -> record.parsed().kind() == EntryKind.ENTRY_KIND_ENVELOPE)
                .map(record -> new ItemId(idOf(record)))
                .toList();
        for (SimClient client : clients) {
            assertThat(client.store.log().stream().map(VerifiedEntry::chain).toList())
                    .as("the log of " + client.name)
                    .isEqualTo(chain);
            assertThat(client.store.outboxSize())
                    .as("the outbox of " + client.name)
                    .isZero();
        }
        written.forEach((name, ids) -> assertThat(
                        items.stream().filter(Set.copyOf(ids)::contains).toList())
                .as("what " + name + " wrote")
                .isEqualTo(ids));
    }

    private static ByteString idOf(LogRecord record) {
        return switch (record.parsed().kind()) {
            case ENTRY_KIND_MEMBER ->
                MemberRecord.idOf(record.item()).orElseThrow().bytes();
            case ENTRY_KIND_ENVELOPE ->
                ((SealedEnvelope.Read) SealedEnvelope.read(record.item()))
                        .envelope()
                        .itemId()
                        .bytes();
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                record.dedupe().bytes();
        };
    }

    private static Frame parse(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
