package dev.meridian.bench.model;

import dev.meridian.model.id.CardId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.automerge.AmValue;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.PatchLog;
import org.automerge.Transaction;

/**
 * The same board in the bare library: what its own user would do. The library itself is loaded by then, because the fixture was
 * made through the model. For one thread.
 */
final class BareBoard implements AutoCloseable {
    private static final int SHARD_DIGITS = 2;

    private final Document document;
    private ChangeHash[] heads;

    private BareBoard(Document document) {
        this.document = document;
        this.heads = document.getHeads();
    }

    /** From the changes that make the board. */
    static BareBoard open(BoardFixture board) {
        Document document = new Document(Actors.HERE.bytes());
        document.applyEncodedChanges(BoardFixture.joined(board.creation()));
        return new BareBoard(document);
    }

    /** From a save. */
    static BareBoard load(byte[] save) {
        return new BareBoard(Document.load(save));
    }

    Document document() {
        return document;
    }

    /** Where cards lie: an application would keep these ids too. */
    Map<CardId, ObjectId> maps(List<CardId> cards) {
        Map<String, ObjectId> shards = new HashMap<>();
        Map<CardId, ObjectId> maps = new HashMap<>();
        ObjectId all = map(ObjectId.ROOT, "cards");
        for (CardId card : cards) {
            ObjectId shard = shards.computeIfAbsent(card.hex().substring(0, SHARD_DIGITS), digits -> map(all, digits));
            maps.put(card, map(shard, card.hex()));
        }
        return maps;
    }

    private ObjectId map(ObjectId in, String key) {
        return ((AmValue.Map) document.get(in, key).orElseThrow()).getId();
    }

    /** Takes in changes and asks what they have changed; how many patches that is. */
    int applyTelling(byte[] changes) {
        PatchLog log = new PatchLog();
        try {
            document.applyEncodedChanges(changes, log);
            return document.makePatches(log).size();
        } finally {
            log.free();
        }
    }

    /** What moving a card writes, committed; the change as bytes, as it would be sent. */
    byte[] move(ObjectId card, String position, int life) {
        Transaction transaction = document.startTransaction();
        transaction.set(card, "position", position);
        transaction.set(card, "life", life);
        ChangeHash hash = transaction.commit().orElseThrow();
        byte[] change = document.encodeChangesSince(heads);
        heads = new ChangeHash[] {hash};
        return change;
    }

    @Override
    public void close() {
        document.free();
    }
}
