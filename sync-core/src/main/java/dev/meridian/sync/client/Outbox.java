package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.sync.id.ItemId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the outbox that is under way: read from the store in order, sent, and forgotten when the relay has answered.
 * Owned by its machine.
 *
 * <p>It holds no items, only how many bytes are under way: with every connection it starts again at the beginning of the
 * stored outbox, which lacks what the log has shown by then (CLI-20).
 */
final class Outbox {
    /** What of the outbox is sent. */
    enum Mode {
        /** Nothing. */
        CLOSED,
        /** Membership records alone: the relay does not know this client as a member (yet, or any more). */
        RECORDS,
        /** Everything. */
        ALL
    }

    private static final int ITEM_ROOM_BYTES = 16;
    private static final int FRAME_ROOM_BYTES = 64;

    private final ClientLimits limits;
    private final Line line;
    /** An item that was sent, and the first that has its id too: of another author, or made again. */
    private static final class Sent {
        final long order;
        final int bytes;
        long twinOrder = Long.MAX_VALUE;

        Sent(long order, int bytes) {
            this.order = order;
            this.bytes = bytes;
        }
    }

    private final Map<ItemId, Sent> underWay = new HashMap<>();
    private Mode mode = Mode.CLOSED;
    private int frameBytesMax;
    private int bytesUnderWay;
    private long readUpTo;
    private boolean reading;
    private boolean changed;
    /** Answers to expect that belong to an earlier beginning. */
    private int staleReads;

    private boolean exhausted;

    Outbox(ClientLimits limits, Line line) {
        this.limits = limits;
        this.line = line;
    }

    /** Begins at the first item. */
    void open(Mode newMode, int newFrameBytesMax) {
        close();
        mode = newMode;
        frameBytesMax = newFrameBytesMax;
        readUpTo = Long.MIN_VALUE;
        exhausted = false;
        readMore();
    }

    /** Sends nothing more, and forgets what was under way. */
    void close() {
        mode = Mode.CLOSED;
        underWay.clear();
        bytesUnderWay = 0;
        forgetRead();
    }

    private void forgetRead() {
        staleReads += reading ? 1 : 0;
        reading = false;
        changed = false;
    }

    /** Whether everything there is was sent and answered. */
    boolean isDone() {
        return exhausted && underWay.isEmpty();
    }

    /** There may be more than was read. */
    void changed() {
        changed = reading;
        exhausted = false;
        readMore();
    }

    /** Sends what was read. */
    void read(List<OutboxItem> items) {
        if (staleReads > 0) {
            staleReads--;
            return;
        }
        if (!reading) {
            return;
        }
        reading = false;
        exhausted = items.isEmpty() && !changed;
        changed = false;
        send(items);
        readMore();
    }

    /** The relay has answered for this item, or the log has shown it. */
    void settle(ItemId id) {
        Sent sent = underWay.remove(id);
        if (sent != null) {
            bytesUnderWay -= sent.bytes;
            if (sent.twinOrder < Long.MAX_VALUE) {
                beginAgainAt(sent.twinOrder);
            }
            readMore();
        }
    }

    // An answer names an item by its id alone: of two with one id the second is sent when the first is answered
    // (CLI-20).
    private void beginAgainAt(long order) {
        readUpTo = Math.min(readUpTo, order - 1);
        exhausted = false;
        forgetRead();
    }

    private void readMore() {
        int itemsRoom = limits.windowItemsMax() - underWay.size();
        int bytesRoom = limits.windowBytesMax() - bytesUnderWay;
        boolean hasRoom = itemsRoom > 0 && (bytesRoom > 0 || underWay.isEmpty());
        if (mode != Mode.CLOSED && !reading && !exhausted && hasRoom) {
            reading = true;
            line.add(new ClientEffect.ReadOutbox(readUpTo, itemsRoom, Math.max(bytesRoom, 1)));
        }
    }

    private void send(List<OutboxItem> items) {
        Push.Builder push = Push.newBuilder();
        int room = frameBytesMax - FRAME_ROOM_BYTES;
        for (OutboxItem item : items) {
            readUpTo = item.order();
            int bytes = item.item().size() + ITEM_ROOM_BYTES;
            boolean wanted = mode == Mode.ALL || item.kind() == EntryKind.ENTRY_KIND_MEMBER;
            Sent sent = underWay.get(item.id());
            if (sent != null && sent.order != item.order()) {
                sent.twinOrder = Math.min(sent.twinOrder, item.order());
            }
            if (!wanted || sent != null) {
                continue;
            }
            if (bytes > frameBytesMax - FRAME_ROOM_BYTES) {
                line.add(new ClientEffect.Refused(
                        item.id(), ErrorCode.ERROR_CODE_TOO_LARGE, "larger than the relay takes", Optional.empty()));
                continue;
            }
            if (bytes > room) {
                send(push);
                push = Push.newBuilder();
                room = frameBytesMax - FRAME_ROOM_BYTES;
            }
            room -= bytes;
            push.addItems(pushItem(item.kind(), item.item()));
            underWay.put(item.id(), new Sent(item.order(), bytes));
            bytesUnderWay += bytes;
        }
        send(push);
    }

    private void send(Push.Builder push) {
        if (push.getItemsCount() > 0) {
            line.send(Frame.newBuilder().setPush(push));
        }
    }

    private static PushItem pushItem(EntryKind kind, ByteString item) {
        return PushItem.newBuilder().setKind(kind).setItem(item).build();
    }
}
