package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import java.sql.SQLException;
import java.util.List;

/** The snapshots in the log, whose word stands for them, and which bodies are gone. Owned by its store's thread. */
public final class SnapshotTable {
    private static final String COLUMNS =
            "SELECT pos, doc, after_pos, upto_pos, author, sha256, placed, attested_pos FROM snapshots ";

    private final Database database;

    SnapshotTable(Database database) {
        this.database = database;
    }

    /** Notes a snapshot. */
    public void add(SnapshotRow row) {
        database.update(
                "INSERT INTO snapshots (pos, doc, after_pos, upto_pos, author, sha256, placed, attested_pos)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row.pos(),
                row.document().bytes(),
                row.afterPos(),
                row.uptoPos(),
                row.author().bytes(),
                row.sha256(),
                row.placed() ? 1 : 0,
                row.attestedPos());
    }

    /** Somebody's word for a snapshot before it, if there is that one. */
    public void attest(DocumentId document, DeviceId author, ByteString sha256, long pos) {
        database.update(
                "UPDATE snapshots SET attested_pos = ? WHERE doc = ? AND author = ? AND sha256 = ? AND pos < ?"
                        + " AND attested_pos = 0",
                pos,
                document.bytes(),
                author.bytes(),
                sha256,
                pos);
    }

    /** It does not hold: as if it had no place. */
    public void discard(long pos) {
        database.update("UPDATE snapshots SET placed = 0 WHERE pos = ?", pos);
    }

    /** Those that count and hold a document's changes at a position, the first first. */
    public List<SnapshotRow> covering(DocumentId document, long pos) {
        return database.list(
                COLUMNS + "WHERE doc = ? AND placed = 1 AND attested_pos > 0 AND after_pos < ? AND upto_pos >= ?"
                        + " ORDER BY pos",
                SnapshotTable::row,
                document.bytes(),
                pos,
                pos);
    }

    /** Those that have a place and nobody's word yet, the last of each document last. */
    public List<SnapshotRow> unattested() {
        return database.list(
                COLUMNS + "s WHERE placed = 1 AND attested_pos = 0 AND upto_pos > (SELECT coalesce(max(upto_pos), 0)"
                        + " FROM snapshots t WHERE t.doc = s.doc AND t.placed = 1 AND t.attested_pos > 0) ORDER BY pos",
                SnapshotTable::row);
    }

    /** Up to where checked snapshots hold a document; 0 where there is none. */
    public long checkedUpto(DocumentId document) {
        return database.number(
                "SELECT max(upto_pos) FROM snapshots WHERE doc = ? AND placed = 1 AND attested_pos > 0",
                document.bytes());
    }

    /** Documents of which at least so many entries stand in the log after what checked snapshots hold. */
    public List<DocumentId> grown(int entries) {
        return database.list(
                "SELECT d.id FROM changes c JOIN documents d USING (doc) WHERE c.pos > (SELECT coalesce(max(s.upto_pos), 0)"
                        + " FROM snapshots s WHERE s.doc = d.id AND s.placed = 1 AND s.attested_pos > 0)"
                        + " GROUP BY d.id HAVING count(DISTINCT c.pos) >= ?",
                row -> new DocumentId(row.bytes(1)),
                entries);
    }

    /** How many snapshots have a place and somebody's word. */
    public long checked() {
        return database.number("SELECT count(*) FROM snapshots WHERE placed = 1 AND attested_pos > 0");
    }

    /** How many entries of the log have lost their bodies. */
    public long pruned() {
        return database.number("SELECT count(*) FROM log WHERE kind = 2 AND length(item) = 0");
    }

    void cutAfter(long pos) {
        database.update("DELETE FROM snapshots WHERE pos > ?", pos);
        database.update("UPDATE snapshots SET attested_pos = 0 WHERE attested_pos > ?", pos);
    }

    private static SnapshotRow row(Row row) throws SQLException {
        return new SnapshotRow(
                row.number(1),
                new DocumentId(row.bytes(2)),
                row.number(3),
                row.number(4),
                new DeviceId(row.bytes(5)),
                row.bytes(6),
                row.number(7) != 0,
                row.number(8));
    }
}
