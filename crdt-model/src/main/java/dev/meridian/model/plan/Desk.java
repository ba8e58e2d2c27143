package dev.meridian.model.plan;

import dev.meridian.model.automerge.Editor;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.OpId;
import dev.meridian.model.automerge.Place;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.schema.Collection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.LifeRegister;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Field;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Scribe} writes: finds, makes, edits, deletes things in a transaction whose own writes it sees, refuses in the name of the
 * intent in hand, and gives every thing that was touched its new life at the end of the transaction.
 */
public final class Desk {

    private final DocumentKind kind;
    private @Nullable Editor editor;
    private int index;
    /** Keys written to in this transaction, and how often one of them was written to again. */
    private final Set<Place> written = new HashSet<>();

    private int rewrites;
    /** Things made in this transaction: what is set along with them is part of their first life. */
    private final Set<ObjectId> made = new HashSet<>();
    /** Things touched in this transaction, and whether they are to be in the trash. */
    private final Map<ObjectId, Boolean> deleted = new LinkedHashMap<>();

    Desk(DocumentKind kind) {
        this.kind = kind;
    }

    void begin(Editor transaction) {
        editor = transaction;
    }

    /** What is refused from now on is this intent of the list. */
    public void turnTo(int intent) {
        index = intent;
    }

    boolean full() {
        // Each thing touched is given its life at the end.
        int ops = editor().ops() + deleted.size();
        long bytes = editor().bytes() + (long) Limits.LIFE_BYTES * deleted.size();
        return ops >= Limits.CHANGE_OPS
                || bytes >= Limits.CHANGE_BYTES
                || rewrites >= Limits.CHANGE_REWRITES
                || editor().insertRuns() >= Limits.CHANGE_RUNS;
    }

    void end() {
        deleted.forEach((map, dead) ->
                editor().put(map, Schema.LIFE, LifeRegister.next(editor().at(map, Schema.LIFE), dead)));
        deleted.clear();
        made.clear();
        written.clear();
        rewrites = 0;
        editor = null;
    }

    void requireNoDocument() {
        require(editor().at(ObjectId.ROOT, Schema.SCHEMA).isEmpty(), "This document has been made already.");
    }

    void requireDocument() {
        Register schema = editor().at(ObjectId.ROOT, Schema.SCHEMA);
        if (schema.isEmpty() && kind.beginsByItself()) {
            editor().put(ObjectId.ROOT, Schema.SCHEMA, Schema.CURRENT);
            editor().put(ObjectId.ROOT, Schema.KIND, kind.word());
            return;
        }
        require(!schema.isEmpty(), "This document is not here yet: its first change is missing.");
        String is = editor().at(ObjectId.ROOT, Schema.KIND).string().orElse("something unknown");
        require(is.equals(kind.word()), "This is not a {} but a {}.", kind.word(), is);
        boolean known = schema.value()
                .filter(value -> value instanceof Value.Int number && number.value() <= Schema.CURRENT)
                .isPresent();
        require(known, "This document was written by a newer Meridian: upgrade to edit it.");
    }

    private Editor editor() {
        if (editor == null) {
            throw new IllegalStateException("outside a transaction");
        }
        return editor;
    }

    /** @param sentence with {@code {}} for each argument */
    public void require(boolean holds, String sentence, Object... arguments) {
        if (!holds) {
            throw refused(sentence, arguments);
        }
    }

    /** @param sentence with {@code {}} for each argument */
    public IntentRefused refused(String sentence, Object... arguments) {
        StringBuilder filled = new StringBuilder();
        int start = 0;
        for (Object argument : arguments) {
            int hole = sentence.indexOf("{}", start);
            filled.append(sentence, start, hole).append(argument);
            start = hole + "{}".length();
        }
        return new IntentRefused(
                index, filled.append(sentence, start, sentence.length()).toString());
    }

    /** Root keys and empty collections: what every document begins with. */
    public void makeDocument() {
        editor().put(ObjectId.ROOT, Schema.SCHEMA, Schema.CURRENT);
        editor().put(ObjectId.ROOT, Schema.KIND, kind.word());
        for (Collection collection : kind.collections()) {
            ObjectId top = editor().putMap(ObjectId.ROOT, collection.key());
            collection.shards().forEach(shard -> editor().putMap(top, shard));
        }
    }

    /** Makes an empty thing. */
    public ObjectId make(SubjectId subject) {
        Place home = Collection.home(editor()::at, subject)
                .orElseThrow(() -> refused("This document has no place for the {}.", Names.of(subject)));
        boolean free = editor().at(home.map(), home.key()).isEmpty()
                && Collection.place(editor()::at, subject).isEmpty();
        require(free, "There is a {} already.", Names.of(subject));
        ObjectId map = editor().putMap(home.map(), home.key());
        editor().put(map, Schema.LIFE, 1L);
        made.add(map);
        return map;
    }

    /** Edits a thing that is not in the trash. Where that changes anything, it counts as an edit of the thing. */
    public void edit(SubjectId subject, Consumer<ObjectId> writes) {
        ObjectId map = living(subject);
        int before = editor().ops();
        writes.accept(map);
        if (editor().ops() > before && !made.contains(map)) {
            deleted.put(map, false);
        }
    }

    /** The thing's map; it must not be in the trash. */
    public ObjectId living(SubjectId subject) {
        ObjectId map = find(subject);
        require(!isDeleted(map), "The {} is in the trash: restore it first.", Names.of(subject));
        return map;
    }

    /** Whether a thing is in this document, in the trash or not. */
    public boolean has(SubjectId subject) {
        return Collection.find(editor()::at, subject).isPresent();
    }

    /** The thing's map, in the trash or not. */
    public ObjectId find(SubjectId subject) {
        return Collection.find(editor()::at, subject)
                .orElseThrow(() -> refused("There is no {} here.", Names.of(subject)));
    }

    /** Into the trash, where it may be already. */
    public void delete(SubjectId subject) {
        ObjectId map = find(subject);
        if (!isDeleted(map)) {
            deleted.put(map, true);
        }
    }

    /** Out of the trash. Where it was deleted and edited at once, this says that it stays. */
    public void restore(SubjectId subject) {
        ObjectId map = find(subject);
        boolean revived = LifeRegister.read(at(map, Schema.LIFE)).revival().isPresent();
        if (isDeleted(map) || revived) {
            deleted.put(map, false);
        }
    }

    /** Removes what is in the trash for good. */
    public void purge(SubjectId subject) {
        ObjectId map = find(subject);
        require(isDeleted(map), "The {} is not in the trash: delete it first.", Names.of(subject));
        remove(subject, map);
    }

    /** Removes a thing for good, in the trash or not, where it is there at all: it goes with what it belonged to. */
    public void remove(SubjectId subject) {
        Collection.find(editor()::at, subject).ifPresent(map -> remove(subject, map));
    }

    private void remove(SubjectId subject, ObjectId map) {
        deleted.remove(map);
        Collection.place(editor()::at, subject).ifPresent(place -> editor().delete(place.map(), place.key()));
    }

    private boolean isDeleted(ObjectId map) {
        Boolean dead = deleted.get(map);
        return dead != null ? dead : LifeRegister.read(at(map, Schema.LIFE)).deleted();
    }

    /** What stands at a key, the transaction's own writes included. */
    public Register at(ObjectId map, String key) {
        return editor().at(map, key);
    }

    public void put(ObjectId map, String key, Value.Scalar value) {
        countWrite(map, key);
        editor().put(map, key, value);
    }

    public void put(ObjectId map, Field field, Value.Scalar value) {
        put(map, field.key(), value);
    }

    /** Clears a field by writing null: unlike removing it, that shows as a conflict beside a value written at the same time. */
    public void putOrClear(ObjectId map, Field field, Optional<? extends Value.Scalar> value) {
        if (value.isPresent()) {
            put(map, field, value.get());
        } else if (!at(map, field.key()).isEmpty()) {
            put(map, field, Value.NULL);
        }
    }

    /** Removes what stands at a key. */
    public void remove(ObjectId map, String key) {
        countWrite(map, key);
        editor().delete(map, key);
    }

    private void countWrite(ObjectId map, String key) {
        if (!written.add(new Place(map, key))) {
            rewrites++;
        }
    }

    /** Makes an empty text. */
    public ObjectId putText(ObjectId map, String key) {
        return editor().putText(map, key);
    }

    /**
     * The character at a position of a text, in code points: what an anchor names. Empty outside the text, and in a transaction that has edited it:
     * what is new has no name yet.
     */
    public Optional<OpId> character(ObjectId text, int position) {
        return editor().character(text, position);
    }

    /** As it stands in this transaction. */
    public String text(ObjectId text) {
        return editor().text(text);
    }

    /** In code points. */
    public int length(ObjectId text) {
        return editor().length(text);
    }

    /** Refuses text with an unpaired surrogate: Automerge holds nothing of the kind. */
    public void requireWellFormed(String what, String text) {
        require(Texts.isWellFormed(text), "The {} contains half a character (an unpaired surrogate).", what);
    }

    /** Refuses splices that do not fit a text of this length; returns the length after them. */
    public int check(List<Splice> splices, int length) {
        int now = length;
        for (Splice splice : splices) {
            require(
                    splice.position() <= now && splice.deleteCount() <= now - splice.position(),
                    "The text has {} characters: nothing to replace from {} on, {} long.",
                    now,
                    splice.position(),
                    splice.deleteCount());
            require(Texts.isWellFormed(splice.insert()), "The text contains half a character (an unpaired surrogate).");
            now += Texts.length(splice.insert()) - splice.deleteCount();
            require(now <= Limits.TEXT_MAX, "A text has at most {} characters.", Limits.TEXT_MAX);
        }
        return now;
    }

    /** Checks, then writes. */
    public void splice(ObjectId text, List<Splice> splices) {
        check(splices, editor().length(text));
        for (Splice splice : splices) {
            editor().splice(text, splice.position(), splice.deleteCount(), splice.insert());
        }
    }
}
