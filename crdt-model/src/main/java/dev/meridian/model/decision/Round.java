package dev.meridian.model.decision;

import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One round: what is frozen, what was said, and where its clock stands. Time moves by {@link #advance} only, which everybody calls with the
 * receipts of the log; so everybody's clock does the same. Owned by its fold; not thread-safe.
 */
final class Round {
    /** How often a deadline is put off by itself (DEC-23). */
    static final int EXTENSIONS_MAX = 2;

    enum Phase {
        /** Open, objected or forked. */
        RUNNING,
        PROVISIONAL,
        ACCEPTED,
        REJECTED,
        EXPIRED,
        WITHDRAWN
    }

    /** A revision made by one statement. */
    record Candidate(StatementId statement, Revision revision, boolean material) {}

    /**
     * When a round was closed: by a statement, or by the first entry of the log at or after a moment.
     *
     * @param position of the statement; 0 where it was the clock
     */
    record Close(Instant at, long position) {
        boolean isSeenBy(LogEnd seen) {
            return position > 0 ? seen.position() >= position : !seen.at().isBefore(at);
        }
    }

    final int number;
    final Crew crew;
    final Instant startedAt;
    final long startPosition;
    Terms terms;
    Policy policy;
    boolean voteCalled;

    int revisionNumber = 1;
    /** Where the revision begins: who had not seen that does not speak of it. */
    long revisionPosition;

    /** All heads that are this revision: the first, and those of immaterial edits, the last one being how it reads now. */
    final List<Revision> revisions = new ArrayList<>();

    /** The statements that made {@link #revisions} but the first, and may be marked as material. */
    final Set<StatementId> immaterial = new HashSet<>();

    Candidate lastRevise;
    long lastRevisePosition;
    final LinkedHashMap<StatementId, Candidate> forks = new LinkedHashMap<>();

    final Stances stances = new Stances();
    final Map<MemberId, Instant> acknowledged = new HashMap<>();
    final LinkedHashMap<StatementId, Objection> objections = new LinkedHashMap<>();
    int openObjections;

    Phase phase = Phase.RUNNING;
    Instant windowStart;
    Due due;
    int extensions;
    /** The deadline has passed without the rule being met. */
    boolean passed;

    Optional<Close> close = Optional.empty();
    Instant endedAt = Instant.EPOCH;
    Optional<DecisionState.Basis> basis = Optional.empty();
    Optional<Act.Withdraw> withdrawal = Optional.empty();
    Optional<MemberId> withdrawnBy = Optional.empty();
    /** What counted, in the order of the log. */
    final List<ReceivedStatement> record = new ArrayList<>();

    /** Opens by a statement: the deadline is as frozen, or later where the calendars say so today. */
    Round(int number, ReceivedStatement opening, Terms terms, Crew crew) {
        this.number = number;
        this.crew = crew;
        this.terms = terms;
        this.policy = terms.policy();
        this.startedAt = opening.receivedAt();
        this.startPosition = opening.position();
        this.revisionPosition = opening.position();
        this.revisions.add(opening.revision());
        this.lastRevise = new Candidate(opening.id(), opening.revision(), true);
        this.lastRevisePosition = opening.position();
        this.windowStart = startedAt;
        this.due = new Due(terms.deadline().at(), terms.deadline().setBy());
        if (terms.deadline().rule() instanceof DeadlineRule.WorkingDays) {
            due = due.orLater(crew.window(windowStart, policy.windowDays(), policy.hoursMin()));
        }
    }

    /** Another round of the same, from the statement that seconded it. */
    Round(Round before, ReceivedStatement start) {
        this.number = before.number + 1;
        this.crew = before.crew;
        this.terms = before.terms;
        this.policy = before.terms.policy();
        this.startedAt = start.receivedAt();
        this.startPosition = start.position();
        this.revisionPosition = start.position();
        this.revisions.add(before.revision());
        this.lastRevise = new Candidate(start.id(), before.revision(), true);
        this.lastRevisePosition = start.position();
        this.windowStart = startedAt;
        this.due = crew.window(windowStart, policy.windowDays(), policy.hoursMin());
    }

    Revision revision() {
        return revisions.getLast();
    }

    Instant hardStop() {
        return startedAt.plus(Duration.ofDays(policy.hardStopDays()));
    }

    Instant finalAt() {
        return close.map(Close::at).orElse(startedAt).plus(policy.grace());
    }

    boolean isForked() {
        return !forks.isEmpty();
    }

    boolean isStopped() {
        return openObjections > 0 || !forks.isEmpty();
    }

    boolean isOver() {
        return phase != Phase.RUNNING && phase != Phase.PROVISIONAL;
    }

    /** When the clock alone does something next. */
    Optional<Instant> nextMoment() {
        return switch (phase) {
            case RUNNING -> Optional.of(isStopped() || passed || due.at().isAfter(hardStop()) ? hardStop() : due.at());
            case PROVISIONAL -> Optional.of(finalAt());
            case ACCEPTED, REJECTED, EXPIRED, WITHDRAWN -> Optional.empty();
        };
    }

    /** Lets the time pass until a receipt of the log. */
    void advance(Instant until) {
        Optional<Instant> next = nextMoment();
        while (next.isPresent() && !next.get().isAfter(until)) {
            strike(next.get());
            next = nextMoment();
        }
    }

    private void strike(Instant moment) {
        if (phase == Phase.PROVISIONAL) {
            phase = Phase.ACCEPTED;
            endedAt = moment;
        } else if (isStopped() || passed || due.at().isAfter(moment)) {
            phase = Phase.EXPIRED;
            endedAt = moment;
        } else {
            reachDeadline();
        }
    }

    private void reachDeadline() {
        Verdict verdict = new Verdict(this);
        Optional<Due> later = extensions < EXTENSIONS_MAX ? verdict.extension() : Optional.empty();
        if (later.isPresent()) {
            extensions++;
            due = later.get();
        } else {
            passed = true;
            settle(verdict, new Close(due.at(), 0));
        }
    }

    /** After the deadline: closes with a statement that meets the rule, if it does. */
    void settle(ReceivedStatement statement) {
        if (phase == Phase.RUNNING && passed && !isStopped()) {
            settle(new Verdict(this), new Close(statement.receivedAt(), statement.position()));
        }
    }

    private void settle(Verdict verdict, Close by) {
        switch (verdict.result()) {
            case Verdict.Met met -> {
                phase = Phase.PROVISIONAL;
                close = Optional.of(by);
                basis = Optional.of(met.basis());
            }
            case Verdict.Lost lost -> {
                phase = Phase.REJECTED;
                close = Optional.of(by);
                endedAt = by.at();
            }
            case Verdict.NotYet notYet -> {}
        }
    }

    /** A new window of working days; what had been said in time before counts no more where {@code stale}. */
    void restart(ReceivedStatement by, int days, boolean stale) {
        windowStart = by.receivedAt();
        Due fresh = crew.window(windowStart, days, stale ? policy.hoursMin() : 0);
        due = stale ? fresh : due.orLater(fresh);
        passed = false;
    }

    /** The clock goes on after the last obstacle went: with what is left, and a fresh minimum. */
    void resumeIfFree(ReceivedStatement by) {
        if (!isStopped() && phase == Phase.RUNNING) {
            restart(by, policy.minimumDays(), false);
        }
    }

    /** A material revision: consents and acknowledgements go stale, objections stay. */
    void revise(ReceivedStatement by, Revision next) {
        revisionNumber++;
        revisionPosition = by.position();
        revisions.clear();
        revisions.add(next);
        immaterial.clear();
        stances.clear();
        acknowledged.clear();
        restart(by, policy.windowDays(), true);
    }

    void object(StatementId id, MemberId raiser, String reason, long position) {
        objections.put(id, new Objection(id, raiser, reason, position, Objection.Status.OPEN, ""));
        openObjections++;
    }

    void lift(Objection objection, Objection.Status status, String note) {
        objections.put(objection.id(), objection.as(status, note));
        openObjections--;
    }

    List<Objection> open() {
        return objections.values().stream()
                .filter(each -> each.status() == Objection.Status.OPEN)
                .toList();
    }

    /** An objection that counts as timely takes back what was only provisional. */
    void backToRunning() {
        phase = Phase.RUNNING;
        close = Optional.empty();
        basis = Optional.empty();
        passed = true;
    }
}
