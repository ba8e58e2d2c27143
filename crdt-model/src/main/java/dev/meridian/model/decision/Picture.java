package dev.meridian.model.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a fold came to, as it shows at a moment. */
record Picture(Optional<Round> current, List<Outcome> outcomes, List<Reopening> reopenings, List<Ignored> ignored) {

    /** The relay's clock may be wrong by so much before it is said (TRUST 7). */
    static final Duration SKEW_WARNS = Duration.ofMinutes(2);

    /** By more than this nothing closes by it (DEC-34). */
    static final Duration SKEW_STOPS = Duration.ofMinutes(10);

    Decision at(LogEnd end, Instant now) {
        if (current.isEmpty()) {
            return new Decision(
                    Optional.empty(),
                    new DecisionState.Draft(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Set.of(),
                    Optional.empty(),
                    ignored);
        }
        Round round = current.get();
        boolean held = isHeld(round, now);
        List<Outcome> shown = held ? outcomes.subList(0, outcomes.size() - 1) : outcomes;
        return new Decision(
                Optional.of(view(round)),
                held ? beforeTheEnd(round) : state(round),
                standing(shown),
                shown,
                reopenings,
                waits(round, held, end, now),
                flags(shown, end, now),
                round.nextMoment(),
                ignored);
    }

    /** Accepted, by a time that has not come yet for anybody with a right clock. */
    private static boolean isHeld(Round round, Instant now) {
        return round.phase == Round.Phase.ACCEPTED && round.endedAt.isAfter(now.plus(SKEW_STOPS));
    }

    private static DecisionState beforeTheEnd(Round round) {
        return new DecisionState.Provisional(
                round.basis.orElseThrow(), round.close.orElseThrow().at(), round.finalAt());
    }

    static DecisionState state(Round round) {
        return switch (round.phase) {
            case RUNNING -> running(round);
            case PROVISIONAL -> beforeTheEnd(round);
            case ACCEPTED ->
                new DecisionState.Accepted(
                        round.basis.orElseThrow(), round.close.orElseThrow().at(), round.endedAt);
            case REJECTED -> new DecisionState.Rejected(round.endedAt);
            case EXPIRED -> new DecisionState.Expired(round.endedAt);
            case WITHDRAWN ->
                new DecisionState.Withdrawn(
                        round.withdrawnBy.orElseThrow(),
                        round.withdrawal.orElseThrow().reason());
        };
    }

    private static DecisionState running(Round round) {
        if (round.isForked()) {
            return new DecisionState.Forked(List.copyOf(round.forks.keySet()));
        }
        return round.openObjections > 0
                ? new DecisionState.Objected(round.open())
                : new DecisionState.Open(round.policy.rule(), round.passed);
    }

    /** A withdrawn or expired round leaves the outcome before it in place. */
    private static Optional<Outcome> standing(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(each -> each.state() instanceof DecisionState.Accepted
                        || each.state() instanceof DecisionState.Rejected)
                .reduce((earlier, later) -> later);
    }

    private static RoundView view(Round round) {
        return new RoundView(
                round.number,
                round.revisionNumber,
                round.revision(),
                round.revisionPosition,
                new java.util.TreeSet<>(round.crew.proposers()),
                round.terms,
                round.policy,
                new LogEnd(round.startPosition, round.startedAt),
                round.due,
                round.hardStop(),
                round.extensions,
                new Verdict(round).standings(),
                List.copyOf(round.objections.values()));
    }

    private static List<Wait> waits(Round round, boolean held, LogEnd end, Instant now) {
        List<Wait> waits = new ArrayList<>();
        if (held) {
            waits.add(new Wait.ForClock(round.endedAt));
        }
        round.nextMoment()
                .filter(next -> end.at().isBefore(next) && !now.isBefore(next))
                .ifPresent(next -> waits.add(new Wait.ForSync(next)));
        if (round.phase != Round.Phase.RUNNING) {
            return waits;
        }
        if (round.isForked()) {
            waits.add(new Wait.ForPick(List.copyOf(round.forks.keySet())));
        }
        if (round.openObjections > 0) {
            waits.add(new Wait.ForObjections(
                    round.open().stream().map(Objection::id).toList()));
        }
        if (round.passed && !round.isStopped() && new Verdict(round).result() instanceof Verdict.NotYet notYet) {
            waits.addAll(notYet.waits());
        }
        return waits;
    }

    private Set<Flag> flags(List<Outcome> shown, LogEnd end, Instant now) {
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean holds = standing(shown)
                .filter(each -> each.state() instanceof DecisionState.Accepted)
                .isPresent();
        boolean due = current.flatMap(round -> round.terms.reviewOn())
                .filter(date -> !now.isBefore(date.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .isPresent();
        if (holds && due) {
            flags.add(Flag.REVIEW_DUE);
        }
        if (end.at().isAfter(now.plus(SKEW_WARNS))) {
            flags.add(Flag.CLOCK_AHEAD);
        }
        return flags;
    }
}
