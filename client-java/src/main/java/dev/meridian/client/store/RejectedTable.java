package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import java.util.List;
import java.util.Optional;

/** What stands in the log and was not applied. Owned by its store's thread. */
public final class RejectedTable {
    private final Database database;

    RejectedTable(Database database) {
        this.database = database;
    }

    /** Notes one. */
    public void add(RejectedRow row) {
        database.update(
                "INSERT INTO rejected (pos, author, doc, reason) VALUES (?, ?, ?, ?)",
                row.pos(),
                row.author().map(DeviceId::bytes).orElse(ByteString.EMPTY),
                row.document().map(DocumentId::bytes).orElse(null),
                row.reason());
    }

    /** Notes one that is to be taken after all once the log has what it builds on. */
    public void addWaiting(RejectedRow row, ByteString waitsFor) {
        add(row);
        database.update("UPDATE rejected SET waits_for = ? WHERE pos = ?", waitsFor, row.pos());
    }

    /** Whether any waits. */
    public boolean hasWaiting() {
        return database.number("SELECT EXISTS (SELECT 1 FROM rejected WHERE waits_for IS NOT NULL)") != 0;
    }

    /** Whether any of a document waits that stands at a position or before. */
    public boolean waitsUpTo(DocumentId document, long pos) {
        return database.number(
                        "SELECT EXISTS (SELECT 1 FROM rejected WHERE waits_for IS NOT NULL AND doc = ? AND pos <= ?)",
                        document.bytes(),
                        pos)
                != 0;
    }

    /** Takes out those of a document that wait for this change; their positions, rising. */
    public List<Long> takeWaiting(DocumentId document, ByteString waitsFor) {
        List<Long> waiting = database.list(
                "SELECT pos FROM rejected WHERE waits_for = ? AND doc = ? ORDER BY pos",
                row -> row.number(1),
                waitsFor,
                document.bytes());
        waiting.forEach(pos -> database.update("DELETE FROM rejected WHERE pos = ?", pos));
        return waiting;
    }

    /** All, by position. */
    public List<RejectedRow> list() {
        return database.list(
                "SELECT pos, author, doc, reason FROM rejected ORDER BY pos, rowid",
                row -> new RejectedRow(
                        row.number(1),
                        Optional.of(row.bytes(2)).filter(DeviceId::fits).map(DeviceId::new),
                        Optional.of(row.bytes(3)).filter(DocumentId::fits).map(DocumentId::new),
                        row.text(4)));
    }

    void cutAfter(long pos) {
        database.update("DELETE FROM rejected WHERE pos > ?", pos);
    }
}
