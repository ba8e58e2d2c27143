package dev.meridian.model.schema;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.ObjectTree;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Source;
import dev.meridian.model.value.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one thing's map. Total: whatever stands there, it answers; what it cannot read counts as not there and is kept among the unknown. Read
 * all fields first, {@link #meta()} last.
 */
public final class ThingReader {

    private final ObjectTree tree;
    private final Function<ObjectId, String> texts;
    /** What has not been read yet. */
    private final Map<String, Register> left = new HashMap<>();
    /** Keys of items, rising. */
    private final List<String> itemKeys = new ArrayList<>();

    private final List<Conflict> conflicts = new ArrayList<>();

    public ThingReader(ObjectTree tree, Function<ObjectId, String> texts, ObjectId map) {
        this.tree = tree;
        this.texts = texts;
        tree.forEach(map, (key, register) -> {
            left.put(key, register);
            if (key.indexOf(':') > 0) {
                itemKeys.add(key);
            }
        });
        Collections.sort(itemKeys);
    }

    /** A field with a value that {@code parse} reads; empty too where somebody cleared it. */
    public <T> Optional<T> value(Field field, Function<Value, Optional<T>> parse) {
        Register register = left.getOrDefault(field.key(), Register.EMPTY);
        noteConflict(field, register);
        Optional<Value> winner = register.value();
        if (winner.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(winner.get());
        if (parsed.isPresent() || winner.get() instanceof Value.Null) {
            left.remove(field.key());
        }
        return parsed;
    }

    public Optional<String> string(Field field) {
        return value(field, ThingReader::string);
    }

    /** A field whose value is a string of some form. */
    public <T> Optional<T> parsed(Field field, Function<String, Optional<T>> parse) {
        return value(field, value -> string(value).flatMap(parse));
    }

    public Optional<Double> number(Field field) {
        return value(field, value -> {
            var number = Stored.number(value);
            return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
        });
    }

    /** Every stamp that stands there, the one that shows first. They differ only where their words do. */
    public List<Stamp> stamps(Field field) {
        Register register = left.getOrDefault(field.key(), Register.EMPTY);
        List<Stamp> stamps = Stamps.read(register);
        if (stamps.stream().map(Stamp::word).distinct().count() > 1) {
            noteConflict(field, register);
        }
        if (!stamps.isEmpty()) {
            left.remove(field.key());
        }
        return stamps;
    }

    /** The instant that a field holds. */
    public Optional<Instant> instant(Field field) {
        return parsed(field, Stamp::parseInstant);
    }

    /** Who wrote what shows. */
    public Optional<DeviceId> writer(Field field) {
        return left.getOrDefault(field.key(), Register.EMPTY)
                .winner()
                .map(entry -> entry.author().device());
    }

    /** False where nobody said otherwise. */
    public boolean flag(Field field) {
        return value(field, value -> value instanceof Value.Bool bool ? Optional.of(bool.value()) : Optional.empty())
                .orElse(false);
    }

    /** The text that stands there: to be asked for only where it is wanted. */
    public Optional<ObjectId> text(Field field) {
        Register register = left.getOrDefault(field.key(), Register.EMPTY);
        Optional<ObjectId> text = register.text();
        text.ifPresent(there -> left.remove(field.key()));
        return text;
    }

    /** The items of a set: what {@code parse} makes of a key behind the colon and its value. */
    public <T> List<T> items(Field field, BiFunction<String, Value, @Nullable T> parse) {
        List<T> items = new ArrayList<>();
        String prefix = field.key() + ":";
        for (String key : itemKeys) {
            if (key.startsWith(prefix)) {
                Optional<Value> value = left.getOrDefault(key, Register.EMPTY).value();
                T item = value.isEmpty() ? null : parse.apply(key.substring(prefix.length()), value.get());
                if (item != null) {
                    items.add(item);
                    left.remove(key);
                }
            }
        }
        return items;
    }

    /** Heads of all deletions that no later write has replaced. */
    public Set<ChangeHash> deletedAt() {
        Register register = left.getOrDefault(Schema.DELETED_AT, Register.EMPTY);
        Set<ChangeHash> heads = new HashSet<>();
        for (Register.Entry entry : register.entries()) {
            Optional<List<ChangeHash>> each = string(entry.value()).flatMap(Heads::parse);
            if (each.isEmpty()) {
                return Set.of();
            }
            heads.addAll(each.get());
        }
        left.remove(Schema.DELETED_AT);
        return heads;
    }

    /** The greatest of all values that stand at a key: where it is kept so, several written at once are no conflict. */
    public <T extends Comparable<T>> Optional<T> greatest(String key, Function<String, Optional<T>> parse) {
        List<T> all = left.getOrDefault(key, Register.EMPTY).entries().stream()
                .flatMap(entry -> string(entry.value()).flatMap(parse).stream())
                .toList();
        if (!all.isEmpty()) {
            left.remove(key);
        }
        return all.stream().max(Comparator.naturalOrder());
    }

    /** Everything else. */
    public Meta meta() {
        Register life = left.getOrDefault(Schema.LIFE, Register.EMPTY);
        left.remove(Schema.LIFE);
        Optional<Source> source = source();
        Optional<String> extra = string(Field.EXTRA);
        conflicts.sort(Comparator.comparing(Conflict::field));
        return new Meta(LifeRegister.read(life), conflicts, source, extra, unknown());
    }

    private SortedMap<String, Json> unknown() {
        if (left.isEmpty()) {
            return Collections.emptySortedMap();
        }
        TreeMap<String, Json> unknown = new TreeMap<>();
        left.forEach((key, register) -> register.value()
                .filter(value -> !(value instanceof Value.Null && isField(key)))
                .ifPresent(value -> unknown.put(key, Stored.json(tree, texts, value))));
        return unknown;
    }

    private static boolean isField(String key) {
        return Arrays.stream(Field.values()).anyMatch(field -> field.key().equals(key));
    }

    private Optional<Source> source() {
        Optional<Source> source = left.getOrDefault(Schema.SOURCE, Register.EMPTY)
                .value()
                .flatMap(ThingReader::string)
                .flatMap(SourceJson::parse);
        source.ifPresent(there -> left.remove(Schema.SOURCE));
        return source;
    }

    /** A conflict is at least two values that differ. */
    private void noteConflict(Field field, Register register) {
        if (!register.isConflicted()) {
            return;
        }
        List<Conflict.Candidate> candidates = register.entries().stream()
                .map(entry -> new Conflict.Candidate(
                        Stored.text(entry.value()), entry.author().device()))
                .distinct()
                .toList();
        long values =
                candidates.stream().map(Conflict.Candidate::value).distinct().count();
        if (values > 1) {
            conflicts.add(new Conflict(field, candidates));
        }
    }

    private static Optional<String> string(Value value) {
        return value instanceof Value.Str str ? Optional.of(str.value()) : Optional.empty();
    }
}
