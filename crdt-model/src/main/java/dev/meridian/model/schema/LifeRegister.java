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

    /** Integers are within 32 bits (SCHEMA-2). Nobody edits that often, but anybody may say so: it stays there then. */
    private static final long LIFE_MAX = Integer.MAX_VALUE;

    private LifeRegister() {}

    public static Life read(Register register) {
        long edits = 0;
        boolean edited = false;
        boolean deleted = false;
        for (Register.Entry entry : register.entries()) {
            if (entry.value() instanceof Value.Int life && isLife(life.value())) {
                edits = Math.max(edits, Math.abs(life.value()));
                edited |= life.value() >= 0;
                deleted |= life.value() < 0;
            }
        }
        Optional<Life.Revival> revival = edited && deleted
                ? Optional.of(new Life.Revival(authors(register, true), authors(register, false)))
                : Optional.empty();
        return new Life(deleted && !edited, edits, revival);
    }

    private static boolean isLife(long value) {
        return value <= LIFE_MAX && value >= -LIFE_MAX;
    }

    private static List<DeviceId> authors(Register register, boolean deleting) {
        return register.entries().stream()
                .filter(entry ->
                        entry.value() instanceof Value.Int life && isLife(life.value()) && life.value() < 0 == deleting)
                .map(entry -> entry.author().device())
                .distinct()
                .sorted(Comparator.comparing(DeviceId::hex))
                .toList();
    }

    /** What to write over it. */
    public static long next(Register before, boolean deleted) {
        long next = Math.min(read(before).edits() + 1, LIFE_MAX);
        return deleted ? -next : next;
    }
}
