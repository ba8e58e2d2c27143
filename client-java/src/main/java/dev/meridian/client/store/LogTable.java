package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log as it was received: what a relay that lost it is refilled from. Owned by its store's thread. */
public final class LogTable {
    private static final String COLUMNS =
            "SELECT pos, kind, item_id, author, rejected, entry, item, chain, head FROM log ";

    private final Database database;

    LogTable(Database database) {
        this.database = database;
    }

    /** The last stored position, 0 where there is none. */
    public long lastPos() {
        return database.number("SELECT max(pos) FROM log");
    }

    /** The last row. */
    public Optional<LogRow> last() {
        return database.first(COLUMNS + "ORDER BY pos DESC LIMIT 1", LogTable::row);
    }

    /** The row at a position. */
    public Optional<LogRow> at(long pos) {
        return database.first(COLUMNS + "WHERE pos = ?", LogTable::row, pos);
    }

    /** The serialised {@code Entry} at a position, without its item. */
    public Optional<ByteString> entry(long pos) {
        return database.first("SELECT entry FROM log WHERE pos = ?", row -> row.bytes(1), pos);
    }

    /** Whether the log passes through a place with this chain. */
    public boolean passes(ByteString chain) {
        return database.number("SELECT EXISTS (SELECT 1 FROM log WHERE chain = ?)", chain) != 0;
    }

    /** Where an item of this author stands; 0 where it does not. */
    public long find(ItemId item, DeviceId author) {
        return database.number(
                "SELECT min(pos) FROM log WHERE item_id = ? AND author = ?", item.bytes(), author.bytes());
    }

    /** Appends a row right after the last. */
    public void append(LogRow row) {
        database.update(
                "INSERT INTO log (pos, kind, item_id, author, rejected, entry, item, chain, head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.pos(),
                row.kind().getNumber(),
                row.itemId().bytes(),
                row.author().map(DeviceId::bytes).orElse(null),
                row.rejected() ? 1 : 0,
                row.entry(),
                row.item(),
                row.chain(),
                row.head().isEmpty() ? null : row.head());
    }

    /** Keeps the relay's signed head of a stored position. */
    public void keepHead(long pos, ByteString signedHead) {
        database.update("UPDATE log SET head = ? WHERE pos = ?", signedHead, pos);
    }

    /**
     * Keeps the head by the relay before, right in front of the record that names another one, and forgets what that other one signed of places
     * up to there: those are no receipts of theirs.
     *
     * @param lastGen the generation of the head
     */
    public void keepLast(long pos, ByteString signedHead, long lastGen) {
        for (LogRow row : database.list(COLUMNS + "WHERE head IS NOT NULL AND pos <= ?", LogTable::row, pos)) {
            if (generationOf(row.head()) > lastGen) {
                database.update("UPDATE log SET head = NULL WHERE pos = ?", row.pos());
            }
        }
        keepHead(pos, signedHead);
    }

    private static long generationOf(ByteString signedHead) {
        try {
            return Head.parseFrom(SignedHead.parseFrom(signedHead).getHead()).getGen();
        } catch (InvalidProtocolBufferException e) {
            throw new StoreFault(StoreFault.Kind.CORRUPT, "A stored head of the log is damaged.", e);
        }
    }

    /** Effective membership records after a position, oldest first. */
    public List<LogRow> membersAfter(long pos) {
        int member = EntryKind.ENTRY_KIND_MEMBER.getNumber();
        return database.list(
                COLUMNS + "WHERE kind = " + member + " AND rejected = 0 AND pos > ? ORDER BY pos", LogTable::row, pos);
    }

    /** The rows right after a position, up to and with the next whose head was kept; none where there is no such. */
    public List<LogRow> originalsAfter(long pos) {
        long end = database.number("SELECT min(pos) FROM log WHERE head IS NOT NULL AND pos > ?", pos);
        return database.list(COLUMNS + "WHERE pos > ? AND pos <= ? ORDER BY pos", LogTable::row, pos, end);
    }

    /** At most so many rows after a position, oldest first. */
    public List<LogRow> after(long pos, int rowsMax) {
        return database.list(COLUMNS + "WHERE pos > ? ORDER BY pos LIMIT ?", LogTable::row, pos, rowsMax);
    }

    /** Cuts the log after a position; what was cut off, oldest first. */
    List<LogRow> cutAfter(long pos) {
        List<LogRow> cut = new ArrayList<>(after(pos, Integer.MAX_VALUE));
        database.update("DELETE FROM log WHERE pos > ?", pos);
        return cut;
    }

    /** Visits every row, oldest first. */
    public void each(Consumer<LogRow> visitor) {
        database.each(COLUMNS + "ORDER BY pos", row -> visitor.accept(row(row)));
    }

    private static LogRow row(Row row) throws SQLException {
        EntryKind kind = EntryKind.forNumber(row.integer(2));
        return new LogRow(
                row.number(1),
                kind == null ? EntryKind.UNRECOGNIZED : kind,
                new ItemId(row.bytes(3)),
                row.isNull(4) ? Optional.empty() : Optional.of(new DeviceId(row.bytes(4))),
                row.number(5) != 0,
                row.bytes(6),
                row.bytes(7),
                row.bytes(8),
                row.bytes(9));
    }
}
