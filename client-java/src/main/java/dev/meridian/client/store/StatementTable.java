package dev.meridian.client.store;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import java.sql.SQLException;
import java.util.List;

/** What was said in decisions, as the log has it, and what this home said that the log does not have yet. Owned by its store's thread. */
public final class StatementTable {
    private static final String COLUMNS =
            "SELECT item_id, author, doc, pos, received_ms, seen_pos, seen_ms, body FROM statements ";

    private final Database database;

    StatementTable(Database database) {
        this.database = database;
    }

    /** Keeps one; one that is here already gets its place in the log. */
    public void put(StatementRow row) {
        database.update(
                "INSERT INTO statements (item_id, author, doc, pos, received_ms, seen_pos, seen_ms, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (author, item_id) DO UPDATE SET"
                        + " pos = excluded.pos, received_ms = excluded.received_ms, seen_pos = excluded.seen_pos,"
                        + " seen_ms = excluded.seen_ms, body = excluded.body",
                row.item().bytes(),
                row.author().bytes(),
                row.document().bytes(),
                row.pos(),
                row.receivedMillis(),
                row.seenPos(),
                row.seenMillis(),
                row.body());
    }

    /** Those about a document that the log has, in its order. */
    public List<StatementRow> logged(DocumentId document) {
        return database.list(COLUMNS + "WHERE doc = ? AND pos > 0 ORDER BY pos", StatementTable::row, document.bytes());
    }

    /** Those about a document that the log does not have, in the order in which they were made. */
    public List<StatementRow> unsent(DocumentId document) {
        return database.list(
                COLUMNS + "WHERE doc = ? AND pos = 0 ORDER BY rowid", StatementTable::row, document.bytes());
    }

    /** Documents about which something was said. */
    public List<DocumentId> documents() {
        return database.list("SELECT DISTINCT doc FROM statements ORDER BY doc", row -> new DocumentId(row.bytes(1)));
    }

    /** How many there are about a document. */
    public long count(DocumentId document) {
        return database.number("SELECT count(*) FROM statements WHERE doc = ?", document.bytes());
    }

    /** It was sealed anew, and has another id by that. */
    public void rename(ItemId before, ItemId after) {
        database.update(
                "UPDATE statements SET item_id = ? WHERE item_id = ? AND pos = 0", after.bytes(), before.bytes());
    }

    /** The relay refused it: it was not said. */
    public void drop(ItemId item) {
        database.update("DELETE FROM statements WHERE item_id = ? AND pos = 0", item.bytes());
    }

    /** What was said at a position of the log counts no more. */
    public void skip(long pos) {
        database.update("DELETE FROM statements WHERE pos = ?", pos);
    }

    /** The log was cut: what came after has to come again, with a new place. */
    void cutAfter(long pos) {
        database.update("UPDATE statements SET pos = 0, received_ms = 0 WHERE pos > ?", pos);
    }

    private static StatementRow row(Row row) throws SQLException {
        return new StatementRow(
                new ItemId(row.bytes(1)),
                new DeviceId(row.bytes(2)),
                new DocumentId(row.bytes(3)),
                row.number(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.bytes(8));
    }
}
