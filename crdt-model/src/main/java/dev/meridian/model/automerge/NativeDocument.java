package dev.meridian.model.automerge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.automerge.Cursor;
import org.automerge.Document;
import org.automerge.ObjectType;
import org.automerge.Transaction;

/**
 * The Automerge document behind a replica: native memory, and the only calls that go there. Its callers hold to what each call asks for, because
 * a Rust panic ends the process. Owned by its replica's thread.
 */
final class NativeDocument implements AutoCloseable {

    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Document document;
    private org.automerge.ChangeHash[] heads = {};
    private boolean closed;

    NativeDocument(ActorId actor) {
        NativeLibrary.load();
        document = new Document(actor.bytes());
        OPEN.incrementAndGet();
    }

    /** Documents that are not closed, in the whole process: for leak tests. */
    static int openCount() {
        return OPEN.get();
    }

    /**
     * Applies changes that the gate has passed.
     *
     * @throws ReplicaBrokenException where Automerge refuses them; it may have taken some
     */
    void apply(byte[] chunks) {
        try {
            document.applyEncodedChanges(chunks);
        } catch (RuntimeException e) {
            throw new ReplicaBrokenException("Automerge refused what the gate had passed", e);
        }
    }

    /** Reads the heads, sorted by bytes. */
    List<ChangeHash> heads() {
        heads = document.getHeads();
        List<ChangeHash> hashes = new ArrayList<>(heads.length);
        for (org.automerge.ChangeHash head : heads) {
            hashes.add(ChangeHash.of(head.getBytes()));
        }
        return hashes;
    }

    /** A text that is known to be one. */
    String text(ObjectId text) {
        return document.text(nativeId(text))
                .orElseThrow(() -> new ReplicaBrokenException("Automerge does not know text " + text));
    }

    /** Code points of a text that is known to be one. */
    int length(ObjectId text) {
        return Math.toIntExact(document.length(nativeId(text)));
    }

    /** The character at a position inside a text that is known to be one. */
    OpId character(ObjectId text, int position) {
        return OpId.parse(document.makeCursor(nativeId(text), position).toString());
    }

    /** How many characters stand before one that is known to have been put into this text. */
    int position(ObjectId text, OpId character) {
        Cursor cursor = Cursor.fromString(character.toString());
        return Math.toIntExact(document.lookupCursorIndex(nativeId(text), cursor));
    }

    /** A whole save, for who reads it back before trusting it. */
    byte[] save() {
        return document.save();
    }

    /**
     * Plays writes as one transaction and commits it. The heads must have been read since the last {@link #apply}.
     *
     * @param writes at least one, each of which writes something
     * @return the change's chunk
     * @throws ReplicaBrokenException where Automerge refuses one, or takes them for nothing
     */
    byte[] commit(List<Write> writes) {
        Transaction transaction = document.startTransaction();
        AutomergeInternals.freePatchLogAtCommit(transaction);
        try {
            for (Write write : writes) {
                play(transaction, write);
            }
        } catch (RuntimeException e) {
            transaction.rollback();
            throw new ReplicaBrokenException("Automerge refused a write that the editor had passed", e);
        }
        org.automerge.ChangeHash hash = transaction
                .commit()
                .orElseThrow(() -> new ReplicaBrokenException("Automerge found nothing to write where the editor did"));
        byte[] chunk = document.encodeChangesSince(heads);
        heads = new org.automerge.ChangeHash[] {hash};
        return chunk;
    }

    /** The hash of the last commit. */
    ChangeHash lastCommit() {
        return ChangeHash.of(heads[0].getBytes());
    }

    private static void play(Transaction transaction, Write write) {
        switch (write) {
            case Write.Put put -> put(transaction, nativeId(put.map()), put.key(), put.value());
            case Write.Make make ->
                transaction.set(nativeId(make.map()), make.key(), make.isText() ? ObjectType.TEXT : ObjectType.MAP);
            case Write.Delete delete -> transaction.delete(nativeId(delete.map()), delete.key());
            case Write.Splice splice ->
                transaction.spliceText(
                        nativeId(splice.text()), splice.position(), splice.deleteCount(), splice.insert());
        }
    }

    private static void put(Transaction transaction, org.automerge.ObjectId map, String key, Value.Scalar value) {
        switch (value) {
            case Value.Str str -> transaction.set(map, key, str.value());
            case Value.Int integer -> transaction.set(map, key, Math.toIntExact(integer.value()));
            case Value.F64 number -> transaction.set(map, key, number.value());
            case Value.Bool bool -> transaction.set(map, key, bool.value());
            case Value.Null nothing -> transaction.setNull(map, key);
            case Value.Timestamp time -> transaction.set(map, key, Date.from(Instant.ofEpochMilli(time.millis())));
            case Value.Uint other -> throw new IllegalArgumentException("not written from Java: " + other);
            case Value.Blob other -> throw new IllegalArgumentException("not written from Java: " + other);
        }
    }

    /** Automerge's name of an object: tag, length of the actor, actor, a hint (0) that need not be right, counter. */
    private static org.automerge.ObjectId nativeId(ObjectId id) {
        if (id.isRoot()) {
            return org.automerge.ObjectId.ROOT;
        }
        OpId maker = id.maker();
        byte[] raw = new byte[3 + ActorId.BYTES + 5];
        raw[0] = 0x10;
        raw[1] = ActorId.BYTES;
        maker.actor().copyTo(raw, 2);
        int at = 3 + ActorId.BYTES;
        int counter = maker.counter();
        while (counter >= 0x80) {
            raw[at++] = (byte) (counter | 0x80);
            counter >>>= 7;
        }
        raw[at++] = (byte) counter;
        return AutomergeInternals.objectId(Arrays.copyOf(raw, at));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            document.free();
            OPEN.decrementAndGet();
        }
    }
}
