package dev.meridian.model.decision;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.DocumentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where decisions stand (docs/spec/decision.md). */
public final class Decisions {

    private Decisions() {}

    /**
     * Folds the statements of one decision. Costs a little more than one look at each statement, and one at each person's calendar for each
     * window.
     *
     * @param statements of this decision alone, in the order of the log; policy and people are frozen in the one that opens it
     * @param end how far this copy of the log reaches; time passes by it alone
     * @param now by this machine's clock: says only what is waited for, and holds back an acceptance that is dated in the future
     * @param zones for the calendars that are frozen: a newer version may move a deadline later, never earlier
     */
    public static Decision fold(List<ReceivedStatement> statements, LogEnd end, Instant now, TimeZones zones) {
        return new Fold(zones).run(statements, end, now);
    }

    /**
     * The same decisions, those superseded that an accepted successor names: one that was accepted no later than the successor. So of two that
     * name each other the one accepted last holds (DEC-62).
     */
    public static SortedMap<DocumentId, Decision> superseded(Map<DocumentId, Decision> decisions) {
        TreeMap<DocumentId, Decision> all = new TreeMap<>(decisions);
        decisions.forEach((successor, decision) -> accepted(decision).ifPresent(after -> {
            for (DocumentId each : decision.round().orElseThrow().terms().supersedes()) {
                Optional<Decision> earlier = Optional.ofNullable(decisions.get(each));
                boolean ends = earlier.flatMap(Decisions::accepted)
                        .filter(before -> before.finalAt().isBefore(after.finalAt())
                                || (before.finalAt().equals(after.finalAt()) && each.compareTo(successor) < 0))
                        .isPresent();
                boolean shows = earlier.filter(there -> there.state() instanceof DecisionState.Accepted)
                        .isPresent();
                if (ends && shows) {
                    all.computeIfPresent(
                            each, (id, there) -> there.in(new DecisionState.Superseded(successor, after.finalAt())));
                }
            }
        }));
        return all;
    }

    private static Optional<DecisionState.Accepted> accepted(Decision decision) {
        return decision.standing()
                .map(Outcome::state)
                .flatMap(state ->
                        state instanceof DecisionState.Accepted accepted ? Optional.of(accepted) : Optional.empty());
    }
}
