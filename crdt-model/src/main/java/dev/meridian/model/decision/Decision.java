package dev.meridian.model.decision;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a decision stands, as far as a copy of the log tells.
 *
 * @param round the last one; empty for a draft
 * @param state of that round
 * @param standing the outcome that holds: of an earlier round, while a later one has none
 * @param outcomes of all rounds that ended, oldest first
 * @param reopenings wishes for another round that nobody has seconded yet
 * @param waits why it does not go on
 * @param nextMoment when the clock alone does something next
 * @param ignored statements without effect
 */
public record Decision(
        Optional<RoundView> round,
        DecisionState state,
        Optional<Outcome> standing,
        List<Outcome> outcomes,
        List<Reopening> reopenings,
        List<Wait> waits,
        Set<Flag> flags,
        Optional<Instant> nextMoment,
        List<Ignored> ignored) {
    public Decision {
        outcomes = List.copyOf(outcomes);
        reopenings = List.copyOf(reopenings);
        waits = List.copyOf(waits);
        flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
        ignored = List.copyOf(ignored);
    }

    /** Whether a person should know that this copy of the log ends before something that the clock has done since. */
    public boolean waitsForSync() {
        return waits.stream().anyMatch(Wait.ForSync.class::isInstance);
    }

    Decision in(DecisionState other) {
        return new Decision(round, other, standing, outcomes, reopenings, waits, flags, nextMoment, ignored);
    }
}
