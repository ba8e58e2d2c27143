package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the log does not have yet: changes that wait to be sealed, then the sealed items in the order in which they are sent. Orders only grow, but
 * for repairs, which go in front. Owned by its store's thread.
 */
public final class OutboxTable {
    private static final String INSERT =
            "INSERT INTO outbox (ord, kind, item_id, author, changes, item) VALUES (?, ?, ?, ?, ?, ?)";

    private final Database database;

    OutboxTable(Database database) {
        this.database = database;
    }

    /** Adds a membership record; its order. */
    public long addMember(ItemId id, DeviceId author, ByteString item) {
        return database.insert(
                INSERT, null, EntryKind.ENTRY_KIND_MEMBER.getNumber(), id.bytes(), author.bytes(), 0, item);
    }

    /** Adds a sealed envelope in place of the changes that are in it. */
    public void addEnvelope(ItemId id, DeviceId author, ByteString item, List<Long> ordinals) {
        database.insert(
                INSERT,
                null,
                EntryKind.ENTRY_KIND_ENVELOPE.getNumber(),
                id.bytes(),
                author.bytes(),
                ordinals.size(),
                item);
        for (Long ordinal : ordinals) {
            database.update("DELETE FROM unsealed WHERE ordinal = ?", ordinal);
        }
    }

    /** Adds a sealed statement. */
    public void addStatement(ItemId id, DeviceId author, ByteString item) {
        addEnvelope(id, author, item, List.of());
    }

    /** Adds a sealed snapshot, or this device's word for one. */
    public void addSealed(ItemId id, DeviceId author, ByteString item) {
        addEnvelope(id, author, item, List.of());
    }

    /** Whether a change waits to be sealed. */
    public boolean hasUnsealed() {
        return database.number("SELECT EXISTS (SELECT 1 FROM unsealed)") != 0;
    }

    /** Changes that wait to be sealed, in the order in which they were made: at most so many bytes, but one if there is one. */
    public List<UnsealedChange> unsealed(long bytesMax) {
        long[] left = {bytesMax};
        List<Long> ordinals = new ArrayList<>();
        database.each(
                "SELECT ordinal, length(chunk) FROM unsealed JOIN changes USING (ordinal) ORDER BY ordinal LIMIT 10000",
                row -> {
                    left[0] -= row.number(2);
                    if (ordinals.isEmpty() || left[0] >= 0) {
                        ordinals.add(row.number(1));
                    }
                });
        return ordinals.stream().map(this::unsealedAt).toList();
    }

    private UnsealedChange unsealedAt(long ordinal) {
        return database.first(
                        "SELECT d.id, c.actor, c.seq, c.hash, c.chunk FROM changes c JOIN documents d USING (doc)"
                                + " WHERE c.ordinal = ?",
                        row -> new UnsealedChange(
                                ordinal,
                                new DocumentId(row.bytes(1)),
                                new ActorId(row.bytes(2)),
                                row.number(3),
                                row.bytes(4),
                                row.bytes(5)),
                        ordinal)
                .orElseThrow();
    }

    /** Items of a higher order, oldest first: at most so many, at most so many bytes, but one if there is one. */
    public List<OutboxRow> after(long order, int itemsMax, int bytesMax) {
        List<OutboxRow> page = new ArrayList<>();
        long[] bytes = {0};
        for (Long each : database.list(
                "SELECT ord FROM outbox WHERE ord > ? ORDER BY ord LIMIT ?", row -> row.number(1), order, itemsMax)) {
            OutboxRow row = database.first(
                            "SELECT ord, kind, item_id, author, changes, item FROM outbox WHERE ord = ?",
                            OutboxTable::row,
                            each)
                    .orElseThrow();
            bytes[0] += row.item().size();
            if (!page.isEmpty() && bytes[0] > bytesMax) {
                break;
            }
            page.add(row);
        }
        return page;
    }

    /** Everything sealed, without the items' bytes being sent: for finding one. */
    public Optional<OutboxRow> find(ItemId id, DeviceId author) {
        return database.first(
                "SELECT ord, kind, item_id, author, changes, item FROM outbox WHERE item_id = ? AND author = ?",
                OutboxTable::row,
                id.bytes(),
                author.bytes());
    }

    /** Whether there is an item of this id, whoever its author is. */
    public boolean holds(ItemId id) {
        return database.number("SELECT EXISTS (SELECT 1 FROM outbox WHERE item_id = ?)", id.bytes()) != 0;
    }

    /** Sealed envelopes of an author, in their order. */
    public List<OutboxRow> envelopesOf(DeviceId author) {
        return database.list(
                "SELECT ord, kind, item_id, author, changes, item FROM outbox WHERE author = ? AND kind = "
                        + EntryKind.ENTRY_KIND_ENVELOPE.getNumber() + " ORDER BY ord",
                OutboxTable::row,
                author.bytes());
    }

    /** Puts changes back among those that wait to be sealed, but for those that the log has. */
    public void unseal(DocumentId document, ActorId actor, long firstSeq, long lastSeq) {
        database.update(
                "INSERT OR IGNORE INTO unsealed (ordinal) SELECT c.ordinal FROM changes c JOIN documents d USING (doc)"
                        + " WHERE d.id = ? AND c.actor = ? AND c.seq BETWEEN ? AND ? AND c.pos IS NULL AND c.state <> "
                        + ChangeState.REFUSED.code(),
                document.bytes(),
                actor.bytes(),
                firstSeq,
                lastSeq);
    }

    /** The first membership record, if there is one: the genesis of a workspace that was never sent. */
    public Optional<OutboxRow> firstMember() {
        return database.first(
                "SELECT ord, kind, item_id, author, changes, item FROM outbox WHERE kind = "
                        + EntryKind.ENTRY_KIND_MEMBER.getNumber() + " ORDER BY ord LIMIT 1",
                OutboxTable::row);
    }

    /** Takes out what the log has now. */
    public void remove(ItemId id, DeviceId author) {
        database.update("DELETE FROM outbox WHERE item_id = ? AND author = ?", id.bytes(), author.bytes());
    }

    /** Takes an item out, because the relay refused it, and keeps it aside. */
    public void refuse(ItemId id, String code, String reason) {
        database.update(
                "INSERT OR REPLACE INTO refused (item_id, kind, code, reason, item)"
                        + " SELECT item_id, kind, ?, ?, item FROM outbox WHERE item_id = ?",
                code,
                reason,
                id.bytes());
        drop(id);
    }

    /** Takes an item out: it was made anew, or nobody misses it. */
    public void drop(ItemId id) {
        database.update("DELETE FROM outbox WHERE item_id = ?", id.bytes());
    }

    /** What the relay refused so far. */
    public List<RefusedRow> refused() {
        return database.list(
                "SELECT item_id, code, reason FROM refused ORDER BY rowid",
                row -> new RefusedRow(new ItemId(row.bytes(1)), row.text(2), row.text(3)));
    }

    /** Envelopes that the relay refused, oldest first. */
    public List<RefusedEnvelope> refusedEnvelopes() {
        return database.list(
                "SELECT item_id, item FROM refused WHERE kind = " + EntryKind.ENTRY_KIND_ENVELOPE.getNumber()
                        + " ORDER BY rowid",
                row -> new RefusedEnvelope(new ItemId(row.bytes(1)), row.bytes(2)));
    }

    /** Keeps an item aside no longer. */
    public void forgetRefused(ItemId id) {
        database.update("DELETE FROM refused WHERE item_id = ?", id.bytes());
    }

    /** An envelope that is kept aside. */
    public record RefusedEnvelope(ItemId id, ByteString item) {}

    /** Changes of this home that are not seen in the log yet. */
    public long changes() {
        return database.number(
                "SELECT (SELECT count(*) FROM unsealed) + (SELECT coalesce(sum(changes), 0) FROM outbox)");
    }

    /** Sealed items. */
    public long items() {
        return database.number("SELECT count(*) FROM outbox");
    }

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return items() == 0 && !hasUnsealed();
    }

    /** Puts entries that the relay has lost in front, in their order. */
    void prependRepairs(List<LogRow> lost) {
        long first = Math.min(0, database.number("SELECT min(ord) FROM outbox")) - lost.size();
        for (LogRow row : lost) {
            if (row.author().isPresent()) {
                database.update(
                        INSERT,
                        first++,
                        row.kind().getNumber(),
                        row.itemId().bytes(),
                        row.author().get().bytes(),
                        0,
                        row.item());
            }
        }
    }

    private static OutboxRow row(Row row) throws SQLException {
        EntryKind kind = EntryKind.forNumber(row.integer(2));
        return new OutboxRow(
                row.number(1),
                kind == null ? EntryKind.UNRECOGNIZED : kind,
                new ItemId(row.bytes(3)),
                new DeviceId(row.bytes(4)),
                row.integer(5),
                row.bytes(6));
    }
}
