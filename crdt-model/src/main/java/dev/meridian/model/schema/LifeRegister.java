package dev.meridian.model.schema;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.value.Life;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The {@code life} of a thing. Whoever edits it writes n + 1, whoever deletes it -(n + 1), where n is the greatest absolute value seen. So if
 * one deletes while another edits, both values stand, and an edit outlives a deletion.
 */
public final class LifeRegister {

    /** Beyond it a number is not exact in JavaScript; nobody edits that often, so a greater one is ignored. */
    private static final long LIFE_MAX = 1L << 53;

    private LifeRegister() {}

    public static Life read(Register register) {
        List<Long> values = register.entries().stream()
                .flatMap(entry -> number(entry).stream())
                .toList();
        long edits = values.stream().mapToLong(Math::abs).max().orElse(0);
        boolean edited = values.stream().anyMatch(value -> value >= 0);
        boolean deleted = values.stream().anyMatch(value -> value < 0);
        Optional<Life.Revival> revival = edited && deleted
                ? Optional.of(new Life.Revival(authors(register, true), authors(register, false)))
                : Optional.empty();
        return new Life(deleted && !edited, edits, revival);
    }

    private static List<DeviceId> authors(Register register, boolean deleting) {
        return register.entries().stream()
                .filter(entry ->
                        number(entry).filter(value -> value < 0 == deleting).isPresent())
                .map(entry -> entry.author().device())
                .distinct()
                .sorted(Comparator.comparing(DeviceId::hex))
                .toList();
    }

    private static Optional<Long> number(Register.Entry entry) {
        return entry.value() instanceof Value.Int number && Math.abs(number.value() / 2) <= LIFE_MAX / 2
                ? Optional.of(number.value())
                : Optional.empty();
    }

    /** What to write over it. */
    public static long next(Register before, boolean deleted) {
        long next = read(before).edits() + 1;
        return deleted ? -next : next;
    }
}
