package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the writes of one transaction. Valid only inside {@link Replica#edit}. Reads through it see what it has written. Putting what alone stands
 * there already, or deleting where nothing stands, writes nothing.
 *
 * <p>Nothing reaches Automerge before the edit has returned: an edit that throws, grows too large or comes to nothing leaves no trace there, and
 * the transaction that is played afterwards is one that cannot fail. That works because the id of each operation is known beforehand: one counter
 * after the other, beginning after the greatest in the document.
 */
public final class Editor {

    private final ActorId actor;
    private final int startOp;
    private final ObjectTree tree;
    private final TextSource texts;
    private final GateCaps caps;
    private final EditBudget budget;

    private final List<Write> writes = new ArrayList<>();
    private final Map<Place, Written> written = new HashMap<>();
    private final Map<ObjectId, PlannedObject> made = new HashMap<>();
    private final Map<ObjectId, PlannedText> changedTexts = new HashMap<>();
    private boolean over;

    /** What a text is before the transaction. */
    interface TextSource {
        String text(ObjectId text);

        int length(ObjectId text);

        OpId character(ObjectId text, int position);
    }

    private record PlannedObject(boolean isText, int depth) {}

    /** What stands at a key after {@code count} writes to it. */
    private record Written(Register register, int count) {}

    Editor(ActorId actor, History history, ObjectTree tree, TextSource texts, GateCaps caps) {
        this.actor = actor;
        this.startOp = history.maxOp() + 1;
        this.budget = new EditBudget(caps, history.heads().size(), history.actors.size());
        this.tree = tree;
        this.texts = texts;
        this.caps = caps;
    }

    /** What stands at a key, this transaction's writes included (with the op id that they will have). */
    public Register at(ObjectId map, String key) {
        checkOpen();
        if (!written.isEmpty()) {
            Written now = written.get(new Place(map, key));
            if (now != null) {
                return now.register;
            }
        }
        return tree.at(map, key);
    }

    /**
     * Puts a scalar.
     *
     * @throws IllegalArgumentException for an unknown map; for a key that is empty, too long or not printable ASCII; for a string with unpaired
     *     surrogates or above the cap, an integer outside 32 bits, a number that is not finite, an unsigned integer or a blob
     * @throws EditTooLargeException where the edit goes above a cap
     */
    public void put(ObjectId map, String key, Value.Scalar value) {
        checkPlace(map, key);
        int size = Scalars.checkWritable(value, caps);
        Register before = at(map, key);
        if (Scalars.isNoOp(before, value)) {
            return;
        }
        int counter = spend(map, key, before, size);
        write(
                Register.of(new Register.Entry(counter, actor, value)),
                new Write.Put(map, key, value),
                new Place(map, key));
    }

    public void put(ObjectId map, String key, String value) {
        put(map, key, Value.of(value));
    }

    /** Puts an integer of at most 32 bits: larger ones do not pass through Automerge Java. */
    public void put(ObjectId map, String key, long value) {
        put(map, key, Value.of(value));
    }

    public void put(ObjectId map, String key, double value) {
        put(map, key, Value.of(value));
    }

    public void put(ObjectId map, String key, boolean value) {
        put(map, key, Value.of(value));
    }

    /** Makes a new, empty map at a key, replacing what stands there. */
    public ObjectId putMap(ObjectId map, String key) {
        return make(map, key, false);
    }

    /** Makes a new, empty text at a key, replacing what stands there. */
    public ObjectId putText(ObjectId map, String key) {
        return make(map, key, true);
    }

    private ObjectId make(ObjectId map, String key, boolean isText) {
        int depth = checkPlace(map, key);
        if (depth >= caps.depthMax()) {
            throw new EditTooLargeException("objects more than " + caps.depthMax() + " deep");
        }
        int counter = spend(map, key, at(map, key), 0);
        ObjectId id = ObjectId.of(new OpId(counter, actor));
        Value value = isText ? new Value.TextValue(id) : new Value.MapValue(id);
        made.put(id, new PlannedObject(isText, depth + 1));
        if (isText) {
            changedTexts.put(id, new PlannedText(0, () -> ""));
        }
        write(
                Register.of(new Register.Entry(counter, actor, value)),
                new Write.Make(map, key, isText),
                new Place(map, key));
        return id;
    }

    /** Removes whatever stands at a key. */
    public void delete(ObjectId map, String key) {
        checkPlace(map, key);
        Register before = at(map, key);
        if (before.isEmpty()) {
            return;
        }
        spend(map, key, before, 0);
        write(Register.EMPTY, new Write.Delete(map, key), new Place(map, key));
    }

    /** Pays for an operation on a key, and returns its counter. */
    private int spend(ObjectId map, String key, Register before, int valueBytes) {
        Written now = written.get(new Place(map, key));
        if (now != null && now.count >= caps.sameKeyMax()) {
            throw new EditTooLargeException("more than " + caps.sameKeyMax() + " writes to one key");
        }
        int counter = startOp + budget.ops();
        budget.spendKey(before.size(), key.length() + (long) valueBytes);
        return counter;
    }

    private void write(Register after, Write write, Place place) {
        Written before = written.get(place);
        written.put(place, new Written(after, before == null ? 1 : before.count + 1));
        writes.add(write);
    }

    /**
     * Replaces part of a text. Positions and counts are Unicode code points.
     *
     * @throws IllegalArgumentException for an unknown text, a range outside it, or a string with unpaired surrogates
     * @throws EditTooLargeException where the edit goes above a cap
     */
    public void splice(ObjectId text, int position, int deleteCount, String insert) {
        PlannedText planned = planned(text);
        int length = planned.length();
        if (position < 0 || deleteCount < 0 || position > length - deleteCount) {
            throw new IllegalArgumentException(
                    "range " + position + " + " + deleteCount + " outside a text of " + length + " code points");
        }
        int insertBytes = Scalars.utf8Length(insert);
        int insertCount = insert.codePointCount(0, insert.length());
        if (deleteCount == 0 && insertCount == 0) {
            return;
        }
        Write.Splice open = deleteCount == 0
                        && !writes.isEmpty()
                        && writes.getLast() instanceof Write.Splice last
                        && last.endsAt(text, position)
                ? last
                : null;
        budget.spendSplice(deleteCount, insertCount, insertBytes, open == null);
        planned.splice(position, deleteCount, insert, insertCount);
        if (open != null) {
            open.extend(insert, insertCount);
        } else {
            writes.add(new Write.Splice(text, position, deleteCount, insert, insertCount));
        }
    }

    /**
     * The text as it stands in this transaction.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public String text(ObjectId text) {
        return planned(text).text();
    }

    /**
     * Length of a text as it stands in this transaction, in code points.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public int length(ObjectId text) {
        return planned(text).length();
    }

    /**
     * The character at a position of a text, in code points. Empty outside the text, and where this transaction has edited it: what is new there has
     * no id yet.
     *
     * @throws IllegalArgumentException unless it is a text of this document
     */
    public Optional<OpId> character(ObjectId text, int position) {
        checkOpen();
        boolean edited = made.containsKey(text)
                || writes.stream()
                        .anyMatch(write -> write instanceof Write.Splice splice
                                && splice.text().equals(text));
        boolean inside = !edited && position >= 0 && position < texts.length(text);
        return inside ? Optional.of(texts.character(text, position)) : Optional.empty();
    }

    /** Operations written so far; {@link GateCaps#opsMax()} is the most. */
    public int ops() {
        return budget.ops();
    }

    /** Insertions so far that do not go on where the one before ended; {@link GateCaps#insertRunsMax()} is the most. */
    public int insertRuns() {
        return budget.insertRuns();
    }

    /** Bytes that the change will take at most; {@link GateCaps#chunkBytesMax()} is the most. */
    public long bytes() {
        return budget.bytes();
    }

    private PlannedText planned(ObjectId text) {
        checkOpen();
        PlannedText planned = changedTexts.get(text);
        if (planned != null) {
            return planned;
        }
        if (!tree.isText(text)) {
            throw new IllegalArgumentException("not a text of this document: " + text);
        }
        PlannedText fresh = new PlannedText(texts.length(text), () -> texts.text(text));
        changedTexts.put(text, fresh);
        return fresh;
    }

    /** Checks that a key can be written to, and returns the depth of its map. */
    private int checkPlace(ObjectId map, String key) {
        checkOpen();
        String fault = MapKeys.fault(key, caps.keyBytesMax());
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        PlannedObject planned = made.get(map);
        TreeObject known = planned == null ? tree.find(map) : null;
        if (planned != null && !planned.isText) {
            return planned.depth;
        }
        if (known == null || known.isText) {
            throw new IllegalArgumentException("not a map of this document: " + map);
        }
        return known.depth;
    }

    List<Write> writes() {
        return writes;
    }

    Map<ObjectId, PlannedText> changedTexts() {
        return changedTexts;
    }

    /** Ends this editor: whoever kept it finds it closed. */
    void close() {
        over = true;
    }

    private void checkOpen() {
        if (over) {
            throw new IllegalStateException("the edit that this editor belonged to is over");
        }
    }
}
