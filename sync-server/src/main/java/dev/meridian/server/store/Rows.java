package dev.meridian.server.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.PruneOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Keys and values of the store, byte by byte (docs/operations.md, "Rows"). Numbers are big endian, so that keys sort by
 * position. A workspace is a small number here: its 32 bytes are written once.
 */
final class Rows {
    /** The part of a key that names the workspace: what the prefix extractor cuts off. */
    static final int PREFIX_BYTES = Long.BYTES;

    static final byte[] FORMAT = ascii("format");
    static final byte[] RELAY_KEY = ascii("relay key");
    static final byte[] LAST_WORKSPACE = ascii("last workspace");
    static final byte[] PROBE = ascii("probe");

    private static final int ORDER_PREFIX_BYTES = 1 + Long.BYTES;
    static final int POSITION_KEY_BYTES = PREFIX_BYTES + Long.BYTES;
    private static final int CHAIN_BYTES = Sha256.LENGTH;
    private static final int DEDUPE_BYTES = Sha256.LENGTH;
    private static final int ENTRY_FROM = CHAIN_BYTES + DEDUPE_BYTES + Integer.BYTES;

    private Rows() {}

    /** The end of one workspace's log, as it is stored. */
    record Tail(long gen, long pos, long relayMillis, ByteString chain) {
        /** Of a log without entries. */
        static final Tail EMPTY = new Tail(0, 0, 0, Chain.ZERO);
    }

    // ---- keys

    /** In log and members. */
    static byte[] position(long workspace, long pos) {
        return ByteBuffer.allocate(POSITION_KEY_BYTES)
                .putLong(workspace)
                .putLong(pos)
                .array();
    }

    static long positionOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong(PREFIX_BYTES);
    }

    /** In dedupe. */
    static byte[] item(long workspace, DedupeKey item) {
        ByteBuffer key = ByteBuffer.allocate(PREFIX_BYTES + DEDUPE_BYTES).putLong(workspace);
        put(key, item.bytes());
        return key.array();
    }

    /** In meta: the number of a workspace. */
    static byte[] workspace(WorkspaceId workspace) {
        ByteBuffer key = ByteBuffer.allocate(1 + WorkspaceId.LENGTH).put((byte) 'w');
        put(key, workspace.bytes());
        return key.array();
    }

    /** In meta: the end of a workspace's log. */
    static byte[] tail(long workspace) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 't')
                .putLong(workspace)
                .array();
    }

    /** In meta: how many bytes of entries and items a workspace's log has. Rows of before 2026-12 lack it. */
    static byte[] bytes(long workspace) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 'b')
                .putLong(workspace)
                .array();
    }

    /** In meta: what is still to be pruned of a workspace, one row an order. */
    static byte[] order(long workspace, PruneOrder order) {
        ByteBuffer key = ByteBuffer.allocate(ORDER_PREFIX_BYTES + DocumentId.LENGTH + 2 * Long.BYTES)
                .put(orders(workspace));
        put(key, order.document().bytes());
        return key.putLong(order.afterPos()).putLong(order.uptoPos()).array();
    }

    /** What the keys of a workspace's orders begin with. */
    static byte[] orders(long workspace) {
        return ByteBuffer.allocate(ORDER_PREFIX_BYTES)
                .put((byte) 'p')
                .putLong(workspace)
                .array();
    }

    /** The order of a key, or empty if the key is none of this workspace's. */
    static Optional<PruneOrder> orderOf(WorkspaceId workspace, long number, byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        if (key.length <= ORDER_PREFIX_BYTES || in.get() != 'p' || in.getLong() != number) {
            return Optional.empty();
        }
        byte[] document = new byte[DocumentId.LENGTH];
        in.get(document);
        return Optional.of(
                new PruneOrder(workspace, new DocumentId(ByteString.copyFrom(document)), in.getLong(), in.getLong()));
    }

    /** In meta: up to where bodies of a workspace may be missing. */
    static byte[] prunedPos(long workspace) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 'u')
                .putLong(workspace)
                .array();
    }

    // ---- values

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static long numberOf(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    static byte[] tail(Tail tail) {
        ByteBuffer value = ByteBuffer.allocate(3 * Long.BYTES + CHAIN_BYTES)
                .putLong(tail.gen())
                .putLong(tail.pos())
                .putLong(tail.relayMillis());
        put(value, tail.chain());
        return value.array();
    }

    static Tail tailOf(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        return new Tail(in.getLong(), in.getLong(), in.getLong(), UnsafeByteOperations.unsafeWrap(in.slice()));
    }

    /** An entry of the log, in log and members: chain, dedupe key, length of the entry, entry, item. */
    static byte[] entry(LogRecord row) {
        ByteBuffer value =
                ByteBuffer.allocate(ENTRY_FROM + row.entry().size() + row.item().size());
        put(value, row.chain());
        put(value, row.dedupe().bytes());
        value.putInt(row.entry().size());
        put(value, row.entry());
        put(value, row.item());
        return value.array();
    }

    /** Shares the array. */
    static LogRecord entryOf(byte[] value) {
        int entryBytes = ByteBuffer.wrap(value).getInt(CHAIN_BYTES + DEDUPE_BYTES);
        int itemFrom = ENTRY_FROM + entryBytes;
        return new LogRecord(
                UnsafeByteOperations.unsafeWrap(value, ENTRY_FROM, entryBytes),
                UnsafeByteOperations.unsafeWrap(value, itemFrom, value.length - itemFrom),
                new DedupeKey(UnsafeByteOperations.unsafeWrap(value, CHAIN_BYTES, DEDUPE_BYTES)),
                chainOf(value));
    }

    /** What counts of an entry where room is counted ({@link LogRecord#bytes}). */
    static long bytesOf(byte[] entry) {
        return (long) entry.length - ENTRY_FROM;
    }

    static ByteString chainOf(byte[] entry) {
        return UnsafeByteOperations.unsafeWrap(entry, 0, CHAIN_BYTES);
    }

    private static void put(ByteBuffer out, ByteString bytes) {
        bytes.copyTo(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
