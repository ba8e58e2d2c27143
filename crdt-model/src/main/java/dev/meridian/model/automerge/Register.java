package dev.meridian.model.automerge;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands at one key: the values that no later write has seen and replaced, winner first, then the losers of the conflict by falling op id.
 * Immutable; {@link #EMPTY} where nothing stands.
 */
public final class Register {

    public static final Register EMPTY = new Register(new Entry[0]);

    /** One visible value, and the operation that wrote it: its actor is the author. */
    public record Entry(int counter, ActorId author, Value value) {
        public OpId id() {
            return new OpId(counter, author);
        }

        boolean isLaterThan(int otherCounter, ActorId otherAuthor) {
            return counter != otherCounter ? counter > otherCounter : author.compareTo(otherAuthor) > 0;
        }
    }

    private final Entry[] entries;

    private Register(Entry[] entries) {
        this.entries = entries;
    }

    static Register of(Entry entry) {
        return new Register(new Entry[] {entry});
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
        return entries.length == 0 ? Optional.empty() : Optional.of(entries[0].value);
    }

    /** The winning value where it is a string. */
    public Optional<String> string() {
        return winning() instanceof Value.Str str ? Optional.of(str.value()) : Optional.empty();
    }

    /** The winning object where it is a map. */
    public Optional<ObjectId> map() {
        return winning() instanceof Value.MapValue map ? Optional.of(map.id()) : Optional.empty();
    }

    /** The winning object where it is a text. */
    public Optional<ObjectId> text() {
        return winning() instanceof Value.TextValue text ? Optional.of(text.id()) : Optional.empty();
    }

    private @Nullable Value winning() {
        return entries.length == 0 ? null : entries[0].value;
    }

    /** Whether this value, and nothing else, stands here. */
    boolean isOnly(Value value) {
        return entries.length == 1 && entries[0].value.equals(value);
    }

    /** Where the entry of an operation is, -1 where it is not visible. */
    int indexOf(int counter, ActorId author) {
        for (int i = 0; i < entries.length; i++) {
            if (entries[i].counter == counter && entries[i].author.equals(author)) {
                return i;
            }
        }
        return -1;
    }

    Register without(int index) {
        if (entries.length == 1) {
            return EMPTY;
        }
        Entry[] fewer = new Entry[entries.length - 1];
        System.arraycopy(entries, 0, fewer, 0, index);
        System.arraycopy(entries, index + 1, fewer, index, fewer.length - index);
        return new Register(fewer);
    }

    Register with(Entry entry) {
        if (entries.length == 0) {
            return of(entry);
        }
        int at = 0;
        while (at < entries.length && entries[at].isLaterThan(entry.counter, entry.author)) {
            at++;
        }
        Entry[] more = new Entry[entries.length + 1];
        System.arraycopy(entries, 0, more, 0, at);
        more[at] = entry;
        System.arraycopy(entries, at, more, at + 1, entries.length - at);
        return new Register(more);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Register register && java.util.Arrays.equals(entries, register.entries);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return List.of(entries).toString();
    }
}
