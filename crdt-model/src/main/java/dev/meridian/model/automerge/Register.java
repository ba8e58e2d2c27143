package dev.meridian.model.automerge;

import java.util.List;
import java.util.Optional;

/**
 * What stands at one key: the values that no later write has seen and replaced, winner first, then the losers of the conflict by falling op id.
 * Immutable; {@link #EMPTY} where nothing stands.
 */
public final class Register {

    public static final Register EMPTY = new Register(new Entry[0]);

    /** One visible value, and the operation that wrote it: its actor is the author. */
    public record Entry(long counter, ActorId author, Value value) {
        public OpId id() {
            return new OpId(counter, author);
        }
    }

    private final Entry[] entries;

    private Register(Entry[] entries) {
        this.entries = entries;
    }

    public boolean isEmpty() {
        return entries.length == 0;
    }

    /** More than one value stands here, though they may be equal. */
    public boolean isConflicted() {
        return entries.length > 1;
    }

    /** All visible values, winner first. */
    public List<Entry> entries() {
        return List.of(entries);
    }

    public Optional<Entry> winner() {
        return entries.length == 0 ? Optional.empty() : Optional.of(entries[0]);
    }

    /** The winning value. */
    public Optional<Value> value() {
        return winner().map(Entry::value);
    }

    /** The winning value where it is a string. */
    public Optional<String> string() {
        return entries.length > 0 && entries[0].value instanceof Value.Str str
                ? Optional.of(str.value())
                : Optional.empty();
    }

    /** The winning object where it is a map. */
    public Optional<ObjectId> map() {
        return entries.length > 0 && entries[0].value instanceof Value.MapValue map
                ? Optional.of(map.id())
                : Optional.empty();
    }

    /** The winning object where it is a text. */
    public Optional<ObjectId> text() {
        return entries.length > 0 && entries[0].value instanceof Value.TextValue text
                ? Optional.of(text.id())
                : Optional.empty();
    }
}
