package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands at one key: the values that no later write has seen and replaced, winner first, then the losers of the conflict by falling op id.
 * Immutable; {@link #EMPTY} where nothing stands.
 */
public final class Register {

    private static final Entry[] NO_LOSERS = {};

    public static final Register EMPTY = new Register(null, NO_LOSERS);

    /** One visible value, and the operation that wrote it: its actor is the author. */
    public record Entry(int counter, ActorId author, Value value) {
        public OpId id() {
            return new OpId(counter, author);
        }

        private boolean isOp(int otherCounter, ActorId otherAuthor) {
            return counter == otherCounter && author.equals(otherAuthor);
        }

        private boolean isLaterThan(Entry other) {
            return counter != other.counter ? counter > other.counter : author.compareTo(other.author) > 0;
        }
    }

    private final @Nullable Entry winner;
    private final Entry[] losers;

    private Register(@Nullable Entry winner, Entry[] losers) {
        this.winner = winner;
        this.losers = losers;
    }

    static Register of(Entry entry) {
        return new Register(entry, NO_LOSERS);
    }

    public boolean isEmpty() {
        return winner == null;
    }

    /** More than one value stands here, though they may be equal. */
    public boolean isConflicted() {
        return losers.length > 0;
    }

    /** All visible values, winner first. */
    public List<Entry> entries() {
        if (winner == null) {
            return List.of();
        }
        if (losers.length == 0) {
            return List.of(winner);
        }
        List<Entry> entries = new ArrayList<>(losers.length + 1);
        entries.add(winner);
        entries.addAll(Arrays.asList(losers));
        return List.copyOf(entries);
    }

    /** How many values stand here. */
    public int size() {
        return winner == null ? 0 : 1 + losers.length;
    }

    public Optional<Entry> winner() {
        return Optional.ofNullable(winner);
    }

    /** The winning value. */
    public Optional<Value> value() {
        return Optional.ofNullable(winning());
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
        return winner == null ? null : winner.value;
    }

    /** Whether this value, and nothing else, stands here. */
    boolean isOnly(Value value) {
        return winner != null && losers.length == 0 && winner.value.equals(value);
    }

    /** Whether what an operation wrote stands here. */
    boolean has(int counter, ActorId author) {
        if (winner == null) {
            return false;
        }
        if (winner.isOp(counter, author)) {
            return true;
        }
        for (Entry loser : losers) {
            if (loser.isOp(counter, author)) {
                return true;
            }
        }
        return false;
    }

    /** This register without what an operation wrote; the same where that does not stand here. */
    Register without(int counter, ActorId author) {
        if (winner == null) {
            return this;
        }
        if (winner.isOp(counter, author)) {
            return losers.length == 0 ? EMPTY : new Register(losers[0], losersFrom(1));
        }
        for (int i = 0; i < losers.length; i++) {
            if (losers[i].isOp(counter, author)) {
                Entry[] fewer = Arrays.copyOf(losers, losers.length - 1);
                System.arraycopy(losers, i + 1, fewer, i, fewer.length - i);
                return new Register(winner, fewer);
            }
        }
        return this;
    }

    private Entry[] losersFrom(int from) {
        return losers.length == from ? NO_LOSERS : Arrays.copyOfRange(losers, from, losers.length);
    }

    Register with(Entry entry) {
        if (winner == null) {
            return of(entry);
        }
        int at = 0;
        boolean wins = entry.isLaterThan(winner);
        while (!wins && at < losers.length && losers[at].isLaterThan(entry)) {
            at++;
        }
        Entry[] more = new Entry[losers.length + 1];
        System.arraycopy(losers, 0, more, 0, at);
        more[at] = wins ? winner : entry;
        System.arraycopy(losers, at, more, at + 1, losers.length - at);
        return new Register(wins ? entry : winner, more);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Register register
                && Objects.equals(winner, register.winner)
                && Arrays.equals(losers, register.losers);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(winner) + Arrays.hashCode(losers);
    }

    @Override
    public String toString() {
        return entries().toString();
    }
}
