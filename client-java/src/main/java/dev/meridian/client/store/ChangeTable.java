package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The changes of all documents, in the order in which this home had them: the documents' truth. Owned by its store's thread. */
public final class ChangeTable {
    private static final int ACCEPTED = ChangeState.ACCEPTED.code();
    private static final int REFUSED = ChangeState.REFUSED.code();
    private static final int UNJUDGED = ChangeState.UNJUDGED.code();
    private static final String INSERT =
            "INSERT INTO changes (doc, hash, actor, seq, pos, state, chunk) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    /** Numbers never change once committed; one that is rolled back is forgotten with {@link #forgetNumbers}. */
    private final Map<DocumentId, Long> numbers = new HashMap<>();

    ChangeTable(Database database) {
        this.database = database;
    }

    /** Stores a change that was made here, and puts it into the outbox, unsealed; its ordinal. */
    public long addLocal(NewChange change) {
        insert(change, null, ACCEPTED);
        long ordinal = database.lastRowId();
        database.update("INSERT INTO unsealed (ordinal) VALUES (?)", ordinal);
        return ordinal;
    }

    /**
     * Stores a change that the log has at this position, unless it is in the document already: then it is only noted that the log has it.
     *
     * @return whether it is new here, and still to be judged
     */
    public boolean receive(NewChange change, long pos) {
        OptionalLong known = accepted(change.document(), change.hash());
        if (known.isPresent()) {
            database.update("UPDATE changes SET pos = ? WHERE ordinal = ? AND pos IS NULL", pos, known.getAsLong());
            // It is in the log, whoever sealed it: a copy of this home may have sent it first.
            database.update("DELETE FROM unsealed WHERE ordinal = ?", known.getAsLong());
            return false;
        }
        insert(change, pos, UNJUDGED);
        return true;
    }

    private void insert(NewChange change, @org.jspecify.annotations.Nullable Long pos, int state) {
        database.update(
                INSERT,
                numberOrNew(change.document()),
                change.hash(),
                change.actor().bytes(),
                change.seq(),
                pos,
                state,
                change.chunk());
    }

    private OptionalLong accepted(DocumentId document, ByteString hash) {
        return database.first(
                        "SELECT ordinal FROM changes WHERE doc = ? AND hash = ? AND state = " + ACCEPTED,
                        row -> OptionalLong.of(row.number(1)),
                        number(document),
                        hash)
                .orElse(OptionalLong.empty());
    }

    /** Whether the log has this change of the document, and it was not refused. */
    public boolean isInLog(DocumentId document, ByteString hash) {
        return database.number(
                        "SELECT EXISTS (SELECT 1 FROM changes WHERE doc = ? AND hash = ? AND state <> " + REFUSED
                                + " AND pos IS NOT NULL)",
                        number(document),
                        hash)
                != 0;
    }

    /** Whether this change is in the document here, in the log or not. */
    public boolean holds(DocumentId document, ByteString hash) {
        return accepted(document, hash).isPresent();
    }

    /** Documents with changes that stand at a position of the log. */
    public List<DocumentId> documentsAt(long pos) {
        return database.list(
                "SELECT DISTINCT d.id FROM changes c JOIN documents d USING (doc) WHERE c.pos = ?",
                row -> new DocumentId(row.bytes(1)),
                pos);
    }

    /** Takes a change out of its document, and out of the outbox if it was not sealed yet. */
    public void skip(long ordinal) {
        refuse(ordinal);
        database.update("DELETE FROM unsealed WHERE ordinal = ?", ordinal);
    }

    /** Changes of a document after an ordinal, in order, without the refused ones. */
    public List<StoredChange> after(DocumentId document, long ordinal) {
        return database.list(
                "SELECT ordinal, actor, seq, pos, state, chunk FROM changes WHERE doc = ? AND ordinal > ? AND state <> "
                        + REFUSED + " ORDER BY ordinal",
                ChangeTable::row,
                number(document),
                ordinal);
    }

    /** The highest ordinal of a document, 0 where it has no changes. */
    public long last(DocumentId document) {
        return database.number("SELECT max(ordinal) FROM changes WHERE doc = ?", number(document));
    }

    /** The gate refused an unjudged change: it is kept, and not in the document. */
    public void refuse(long ordinal) {
        database.update("UPDATE changes SET state = " + REFUSED + " WHERE ordinal = ?", ordinal);
    }

    /** All unjudged changes of a document up to an ordinal are in it. */
    public void acceptUpTo(DocumentId document, long ordinal) {
        database.update(
                "UPDATE changes SET state = " + ACCEPTED + " WHERE doc = ? AND ordinal <= ? AND state = " + UNJUDGED,
                number(document),
                ordinal);
    }

    /** Removes an unjudged change that turned out to be in the document already. */
    public void removeDuplicate(long ordinal) {
        database.update("DELETE FROM changes WHERE ordinal = ? AND state = " + UNJUDGED, ordinal);
    }

    /** Documents with unjudged changes. */
    public List<DocumentId> documentsToJudge() {
        return database.list(
                "SELECT id FROM documents WHERE doc IN (SELECT doc FROM changes WHERE state = 0) ORDER BY doc",
                row -> new DocumentId(row.bytes(1)));
    }

    /** How many changes are unjudged. */
    public long unjudged() {
        return database.number("SELECT count(*) FROM changes WHERE state = 0");
    }

    /** Every document that has changes here. */
    public List<DocumentId> documents() {
        return database.list("SELECT id FROM documents ORDER BY doc", row -> new DocumentId(row.bytes(1)));
    }

    /** How many changes are in no log entry yet. */
    public long unlogged() {
        return database.number("SELECT count(*) FROM changes WHERE pos IS NULL AND state = " + ACCEPTED);
    }

    /** How many changes of each document are in no log entry yet. */
    public SortedMap<DocumentId, Long> unloggedByDocument() {
        SortedMap<DocumentId, Long> counts = new TreeMap<>(Comparator.comparing(DocumentId::hex));
        database.each(
                "SELECT d.id, count(*) FROM changes c JOIN documents d USING (doc) WHERE c.pos IS NULL AND c.state = "
                        + ACCEPTED + " GROUP BY d.id",
                row -> counts.put(new DocumentId(row.bytes(1)), row.number(2)));
        return counts;
    }

    /** The log was cut: what came after has to come again. What is in a document stays there. */
    void cutAfter(long pos) {
        database.update("DELETE FROM changes WHERE pos > ? AND state = " + UNJUDGED, pos);
        database.update("UPDATE changes SET pos = NULL WHERE pos > ?", pos);
    }

    void forgetNumbers() {
        numbers.clear();
    }

    private long number(DocumentId document) {
        Long number = numbers.get(document);
        if (number != null) {
            return number;
        }
        long found = database.number("SELECT doc FROM documents WHERE id = ?", document.bytes());
        if (found != 0) {
            numbers.put(document, found);
        }
        return found;
    }

    private long numberOrNew(DocumentId document) {
        long number = number(document);
        if (number != 0) {
            return number;
        }
        long made = database.insert("INSERT INTO documents (id) VALUES (?)", document.bytes());
        numbers.put(document, made);
        return made;
    }

    private static StoredChange row(Row row) throws SQLException {
        return new StoredChange(
                row.number(1),
                new ActorId(row.bytes(2)),
                row.number(3),
                row.number(4),
                ChangeState.of(row.integer(5)),
                row.array(6));
    }
}
