package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One document and the native memory behind it. Owned by the thread that made it, until {@link #handOver()}; not thread-safe. Closing is
 * explicit.
 *
 * <p>Every change goes the same way, whoever wrote it: read by the {@link Gate}, checked against what is here, written into the {@link ObjectTree},
 * given to Automerge. Maps are read from the tree, texts from Automerge. Where the two disagree afterwards there is a bug, and the replica says
 * so at every call from then on ({@link ReplicaBrokenException}): its owner rebuilds it from the change log, which is the truth.
 */
public final class Replica implements AutoCloseable {

    /** How much is given to Automerge in one call. */
    private static final int APPLY_BYTES_MAX = 16 << 20;

    private final ActorId actor;
    private final Gate gate = new Gate(GateCaps.DEFAULT);
    private final History history = new History();
    private final ObjectTree tree = new ObjectTree(history.actors);
    private final Admission admission = new Admission(history, tree, GateCaps.DEFAULT);
    private final NativeDocument document;
    private final PendingChunks pending = new PendingChunks();
    private Thread owner = Thread.currentThread();
    private int batches;
    private boolean closed;
    private boolean editing;
    private @Nullable Throwable broken;

    private Replica(ActorId actor) {
        this.actor = actor;
        this.document = new NativeDocument(actor);
    }

    /** An empty document that {@code actor} writes. */
    public static Replica create(ActorId actor) {
        return new Replica(actor);
    }

    /**
     * A document from this home's own change log, the actor's own changes included. All were checked when they came and are checked again, but for
     * their authorship.
     *
     * @throws CorruptLogException where one is refused: the log is damaged
     */
    public static Replica open(ActorId actor, List<byte[]> chunks) {
        Replica replica = new Replica(actor);
        try {
            replica.replay(chunks);
            return replica;
        } catch (RuntimeException e) {
            replica.close();
            throw e;
        }
    }

    /**
     * Changes of peers, each after what it builds on. Refused ones do not stop the others, unless those build on them.
     *
     * @return one outcome a change, in their order
     */
    public Applied apply(List<Incoming> changes) {
        return applyAll(changes.size(), (i, log) -> {
            Incoming incoming = changes.get(i);
            return admit(incoming.chunk(), incoming.author(), log);
        });
    }

    /**
     * Changes that this home's log has and this replica has not, because another process wrote them there: they may bear this replica's actor.
     *
     * @throws CorruptLogException where one is refused: the log is damaged; others may have been applied
     */
    public Applied replay(List<byte[]> chunks) {
        Applied applied = applyAll(chunks.size(), (i, log) -> admit(chunks.get(i), null, log));
        for (int i = 0; i < chunks.size(); i++) {
            if (applied.outcomes().get(i) instanceof ChangeOutcome.Refused refused) {
                throw new CorruptLogException("change " + i + " of " + chunks.size() + ": " + refused.refusal());
            }
        }
        return applied;
    }

    private Applied applyAll(int count, Admit admit) {
        checkReady();
        TouchLog log = new TouchLog(++batches);
        List<ChangeOutcome> outcomes = new ArrayList<>(count);
        guarded(() -> {
            for (int i = 0; i < count; i++) {
                outcomes.add(admit.admit(i, log));
                if (pending.bytes() > APPLY_BYTES_MAX) {
                    givePending();
                }
            }
            givePending();
        });
        return new Applied(outcomes, log.touched());
    }

    /** @param author the device that must have written it, null where the log vouches for it */
    private ChangeOutcome admit(byte[] chunk, @Nullable DeviceId author, TouchLog log) {
        return switch (gate.read(chunk)) {
            case GateResult.Refused refused -> new ChangeOutcome.Refused(refused.refusal());
            case GateResult.Parsed parsed -> admit(parsed.change(), author, log);
        };
    }

    private ChangeOutcome admit(ParsedChange change, @Nullable DeviceId author, TouchLog log) {
        if (history.contains(change.hash())) {
            return new ChangeOutcome.Duplicate(change.hash());
        }
        try {
            checkAuthor(change, author);
            admission.check(change);
        } catch (GateException e) {
            return new ChangeOutcome.Refused(e.refusal());
        }
        admission.commit(change, log);
        pending.add(change.plainChunk());
        return new ChangeOutcome.Accepted(change);
    }

    private void checkAuthor(ParsedChange change, @Nullable DeviceId author) {
        if (author == null) {
            return;
        }
        if (!change.actor().device().equals(author)) {
            throw new GateException(Refusal.Reason.FOREIGN_ACTOR, "written as " + change.actor() + " by " + author);
        }
        if (change.actor().equals(actor)) {
            throw new GateException(Refusal.Reason.OWN_ACTOR, "bears this replica's actor");
        }
    }

    /** Gives what was admitted to Automerge, and makes sure that it took all of it (GATE-31): it swallows errors. */
    private void givePending() {
        if (pending.isEmpty()) {
            return;
        }
        document.apply(pending.take());
        Set<ChangeHash> expected = history.heads();
        List<ChangeHash> heads = document.heads();
        if (heads.size() != expected.size() || !expected.containsAll(heads)) {
            throw new ReplicaBrokenException(
                    "after applying changes Automerge's heads are " + heads + ", not " + expected);
        }
    }

    /**
     * One transaction, hence one change. Empty where nothing changed. Whatever {@code edits} throws is thrown on, and nothing has happened.
     *
     * @throws EditTooLargeException where the edit goes above a cap of {@link GateCaps#DEFAULT}; nothing of it remains
     */
    public Optional<LocalChange> edit(Consumer<Editor> edits) {
        Editor editor = plan(edits, GateCaps.DEFAULT);
        if (editor.writes().isEmpty()) {
            return Optional.empty();
        }
        LocalChange[] change = new LocalChange[1];
        guarded(() -> change[0] = commit(editor));
        return Optional.of(change[0]);
    }

    /**
     * Plans an edit of any number of operations and drops it: to find out whether all of it can be done before any of it is. Whatever
     * {@code edits} throws is thrown on.
     */
    public void rehearse(Consumer<Editor> edits) {
        plan(edits, GateCaps.DEFAULT.withoutTotals());
    }

    private Editor plan(Consumer<Editor> edits, GateCaps caps) {
        checkReady();
        Editor editor = new Editor(actor, history, tree, textSource(), caps);
        editing = true;
        try {
            edits.accept(editor);
        } finally {
            editing = false;
            editor.close();
        }
        return editor;
    }

    private LocalChange commit(Editor editor) {
        byte[] chunk = document.commit(editor.writes());
        ParsedChange change = switch (gate.read(chunk)) {
            case GateResult.Parsed parsed -> parsed.change();
            case GateResult.Refused refused ->
                throw new ReplicaBrokenException("the gate refuses this replica's own change: " + refused.refusal());
        };
        if (change.opCount() != editor.ops() || !change.hash().equals(document.lastCommit())) {
            throw new ReplicaBrokenException("planned " + editor.ops() + " operations, got " + change);
        }
        TouchLog log = new TouchLog(++batches);
        try {
            admission.check(change);
        } catch (GateException e) {
            throw new ReplicaBrokenException("the gate refuses this replica's own change: " + e.refusal(), e);
        }
        admission.commit(change, log);
        for (Map.Entry<ObjectId, PlannedText> text : editor.changedTexts().entrySet()) {
            textObject(text.getKey()).textLength = text.getValue().length();
        }
        return new LocalChange(change, log.touched());
    }

    private Editor.TextSource textSource() {
        return new Editor.TextSource() {
            @Override
            public String text(ObjectId text) {
                return Replica.this.text(text);
            }

            @Override
            public int length(ObjectId text) {
                return lengthOf(textObject(text));
            }

            @Override
            public OpId character(ObjectId text, int position) {
                return document.character(textObject(text).id, position);
            }
        };
    }

    private int lengthOf(TreeObject text) {
        if (text.textLength == TreeObject.UNKNOWN) {
            text.textLength = document.length(text.id);
        }
        return text.textLength;
    }

    /** Who writes through this replica. */
    public ActorId actor() {
        return actor;
    }

    /** The maps of this document; always the same object, kept up to date. */
    public ObjectTree tree() {
        checkUsable();
        return tree;
    }

    /**
     * A text, read from Automerge when it is first asked for after a change to it.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public String text(ObjectId text) {
        checkUsable();
        TreeObject object = textObject(text);
        String known = object.text;
        if (known == null) {
            known = document.text(object.id);
            object.text = known;
        }
        return known;
    }

    /**
     * The character at a position of a text, in code points; empty outside the text.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public Optional<OpId> character(ObjectId text, int position) {
        checkUsable();
        TreeObject object = textObject(text);
        return position >= 0 && position < lengthOf(object)
                ? Optional.of(document.character(object.id, position))
                : Optional.empty();
    }

    /**
     * Where a character of a text is, or was before it was deleted. Empty where no operation that is here put it into this text.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public Optional<CharacterPlace> place(ObjectId text, OpId character) {
        checkUsable();
        TreeObject object = textObject(text);
        if (!history.isCharacterOf(character, object)) {
            return Optional.empty();
        }
        int position = document.position(object.id, character);
        boolean stands = character(text, position).filter(character::equals).isPresent();
        return Optional.of(new CharacterPlace(position, stands));
    }

    private TreeObject textObject(ObjectId text) {
        TreeObject object = tree.find(text);
        if (object == null || !object.isText) {
            throw new IllegalArgumentException("not a text of this document: " + text);
        }
        return object;
    }

    /** The changes that nothing builds on yet, by rising bytes. */
    public Set<ChangeHash> heads() {
        checkUsable();
        return Collections.unmodifiableSet(new TreeSet<>(history.heads()));
    }

    public boolean contains(ChangeHash change) {
        checkUsable();
        return history.contains(change);
    }

    /** Last sequence number of an actor, 0 where it has written nothing. */
    public int seq(ActorId actor) {
        checkUsable();
        return history.seq(actor);
    }

    /** The greatest counter of an operation that is here; 0 where there is none. */
    public int maxOp() {
        checkUsable();
        return history.maxOp();
    }

    /** How many changes are in this document. */
    public int changeCount() {
        checkUsable();
        return history.changes();
    }

    /** Lets the calling thread own this replica from now on. The owner before must not use it any more, and must have done so safely visible. */
    public void handOver() {
        owner = Thread.currentThread();
    }

    private void checkReady() {
        checkUsable();
        if (editing) {
            throw new IllegalStateException("inside an edit");
        }
    }

    private void checkUsable() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("used by " + Thread.currentThread() + ", owned by " + owner);
        }
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (broken != null) {
            throw new ReplicaBrokenException("broken before", broken);
        }
    }

    /** Runs what changes both sides: where it fails in between they may differ, so nothing works any more. */
    private void guarded(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException | Error e) {
            broken = e;
            throw e;
        }
    }

    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("closed by " + Thread.currentThread() + ", owned by " + owner);
        }
        closed = true;
        document.close();
    }

    private interface Admit {
        ChangeOutcome admit(int index, TouchLog log);
    }
}
