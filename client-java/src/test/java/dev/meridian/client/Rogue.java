package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Identities;
import dev.meridian.client.store.StoredChange;
import dev.meridian.model.automerge.Editor;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.automerge.Value;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Statement;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.SealedEnvelope;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.Transaction;

/**
 * An editor with a program of their own: they have a device, its keys and the workspace's key, write into documents what no intent writes, and push
 * whatever bytes they like.
 */
final class Rogue {
    /** A number that stands nowhere else. */
    static final Value.F64 NUMBER = Value.of(1234.56789e101);

    private static final int MAGIC = 4;
    private static final int CHECKSUM = 4;

    private final Workspace home;
    private long actors;

    Rogue(Workspace home) {
        this.home = home;
    }

    Workspace home() {
        return home;
    }

    /** A new one of this device's. */
    ActorId freshActor() {
        return ActorId.of(
                home.core().device(),
                ByteString.copyFrom(ByteBuffer.allocate(ActorId.NONCE_LENGTH)
                        .putLong(++actors)
                        .array()));
    }

    /** Writes into a document as it is here, past all intents: well-formed changes, sealed and pushed. */
    void write(DocumentId document, Consumer<Editor> edit) {
        write(document, List.of(edit));
    }

    /** As above. */
    void write(DocumentId document, List<Consumer<Editor>> edits) {
        write(document, here(document), edits);
    }

    /** As above, as if nothing of the document were known: beside all that there is. */
    void writeBeside(DocumentId document, Consumer<Editor> edit) {
        write(document, List.of(), List.of(edit));
    }

    /** As above, one change whose bytes are altered on the way. */
    void writeAltered(DocumentId document, UnaryOperator<byte[]> alter, Consumer<Editor> edit) {
        ActorId actor = freshActor();
        List<byte[]> known = here(document);
        byte[] chunk = home.core().thread().call(() -> {
            try (Replica replica = Replica.open(Identities.actor(actor), known)) {
                return replica.edit(edit).orElseThrow().change().chunk();
            }
        });
        byte[] altered = alter.apply(chunk);
        ByteString hash = hash(altered);
        System.arraycopy(hash.toByteArray(), 0, altered, MAGIC, CHECKSUM);
        push(document, new ChangeBatch(actor, 1, 1, hash, ByteString.copyFrom(altered)));
    }

    /** A change that is small as it travels, and inflates to more than a chunk may be; the first of a new actor, beside all that there is. */
    void writeLarge(DocumentId document) {
        ActorId actor = freshActor();
        // Straight from the library: the replica would not make it.
        Document automerge = new Document(actor.bytes().toByteArray());
        try (Transaction transaction = automerge.startTransaction()) {
            for (int i = 0; i < 10; i++) {
                transaction.set(ObjectId.ROOT, "large" + i, "a".repeat(60_000));
            }
            transaction.commit();
        }
        ByteString chunk = deflated(automerge.encodeChangesSince(new ChangeHash[0]));
        ByteString hash = ByteString.copyFrom(automerge.getHeads()[0].getBytes());
        automerge.free();
        push(document, new ChangeBatch(actor, 1, 1, hash, chunk));
    }

    /** The same change as a chunk of type 2: magic, checksum, type, length, body. */
    private static ByteString deflated(byte[] plain) {
        int body = MAGIC + CHECKSUM + 1;
        while (plain[body++] < 0) {}
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(plain, body, plain.length - body);
        deflater.finish();
        byte[] packed = new byte[plain.length];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, MAGIC + CHECKSUM);
        out.write(2);
        int rest = length;
        for (; rest >= 0x80; rest >>= 7) {
            out.write((rest & 0x7f) | 0x80);
        }
        out.write(rest);
        out.write(packed, 0, length);
        return ByteString.copyFrom(out.toByteArray());
    }

    private static ByteString hash(byte[] chunk) {
        return Sha256.of(ByteString.copyFrom(chunk).substring(MAGIC + CHECKSUM));
    }

    /** Puts what is no number in the place of {@link #NUMBER}. */
    static byte[] withoutNumbers(byte[] chunk) {
        byte[] there = bytes(NUMBER.value());
        byte[] altered = chunk.clone();
        for (int i = 0; i + there.length <= chunk.length; i++) {
            if (Arrays.equals(chunk, i, i + there.length, there, 0, there.length)) {
                System.arraycopy(bytes(Double.NaN), 0, altered, i, there.length);
            }
        }
        if (Arrays.equals(chunk, altered)) {
            throw new IllegalStateException("the change is compressed, or has no such number");
        }
        return altered;
    }

    private static byte[] bytes(double number) {
        return ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(number)
                .array();
    }

    private void write(DocumentId document, List<byte[]> known, List<Consumer<Editor>> edits) {
        ActorId actor = freshActor();
        List<ChangeBatch> batches = new ArrayList<>();
        home.core().thread().call(() -> {
            try (Replica replica = Replica.open(Identities.actor(actor), known)) {
                for (Consumer<Editor> edit : edits) {
                    replica.edit(edit).ifPresent(change -> batches.add(batch(actor, change)));
                }
            }
            return true;
        });
        push(document, batches.toArray(ChangeBatch[]::new));
    }

    private List<byte[]> here(DocumentId document) {
        return home.core()
                .thread()
                .call(() -> home.core().store().changes().after(document, 0).stream()
                        .map(StoredChange::chunk)
                        .toList());
    }

    static ChangeBatch batch(ActorId actor, LocalChange change) {
        return new ChangeBatch(
                actor,
                change.change().seq(),
                change.change().seq(),
                Identities.hash(change.change().hash()),
                ByteString.copyFrom(change.change().chunk()));
    }

    /** The first change of a new actor in an empty document. */
    ChangeBatch change(Consumer<Editor> edit) {
        ActorId actor = freshActor();
        try (Replica replica = Replica.create(Identities.actor(actor))) {
            return batch(actor, replica.edit(edit).orElseThrow());
        }
    }

    void push(DocumentId document, ChangeBatch... batches) {
        for (ChangeBatch batch : batches) {
            queue(document, batch);
        }
        home.sync();
    }

    /** Seals it and leaves it in the outbox. */
    void queue(DocumentId document, ChangeBatch batch) {
        push(sealer().changes(document, batch, seen(), home.core().entropy()));
    }

    /** Says something, whatever comes of it. */
    void say(Statement statement, HeadRef seen) {
        push(sealer().statement(statement, seen, home.core().entropy()));
        home.sync();
    }

    private void push(SealedEnvelope envelope) {
        push(envelope.itemId(), envelope.bytes());
    }

    /** Puts bytes into the outbox under some id. */
    void push(ItemId id, ByteString item) {
        home.core()
                .thread()
                .call(() -> home.core().store().write(() -> {
                    home.core().store().outbox().addEnvelope(id, home.core().device(), item, List.of());
                    return true;
                }));
    }

    EnvelopeSealer sealer() {
        return home.core().thread().call(() -> home.core().standing().sealer().orElseThrow());
    }

    HeadRef seen() {
        return home.core().thread().call(() -> home.core().standing().seen());
    }
}
