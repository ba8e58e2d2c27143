package dev.meridian.model.decision;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the statements of one decision in the order of the log. Before each, time passes until its receipt; so what the clock does has
 * happened when a statement comes after it. Used once; not thread-safe.
 */
final class Fold {
    private static final Optional<String> COUNTS = Optional.empty();

    private final TimeZones zones;
    private final List<Ignored> ignored = new ArrayList<>();
    private final List<Reopening> reopenings = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Optional<Round> current = Optional.empty();

    Fold(TimeZones zones) {
        this.zones = zones;
    }

    /** @param end how far this copy of the log reaches, not before the last statement */
    Decision run(List<ReceivedStatement> statements, LogEnd end, Instant now) {
        long position = 0;
        for (ReceivedStatement each : statements) {
            if (each.position() <= position) {
                throw new IllegalArgumentException("statements are folded in the order of the log");
            }
            position = each.position();
            advance(each.receivedAt());
            take(each);
        }
        advance(end.at());
        return new Picture(current, outcomes, reopenings, ignored).at(end, now);
    }

    private void advance(Instant until) {
        current.filter(round -> !round.isOver()).ifPresent(round -> {
            round.advance(until);
            noteOutcome(round);
        });
    }

    private void noteOutcome(Round round) {
        boolean noted = !outcomes.isEmpty() && outcomes.getLast().round() == round.number;
        if (round.isOver() && !noted) {
            outcomes.add(new Outcome(round.number, Picture.state(round), Certificate.of(round)));
        }
    }

    private void take(ReceivedStatement statement) {
        Optional<String> refusal;
        if (current.isEmpty()) {
            refusal = statement.act() instanceof Act.Open open
                    ? open(statement, open.terms())
                    : Optional.of("the decision is not open yet");
        } else {
            refusal = take(statement, current.get());
        }
        refusal.ifPresent(why -> ignored.add(new Ignored(
                statement.id(),
                statement.position(),
                statement.author(),
                statement.act().word(),
                why)));
        current.ifPresent(this::noteOutcome);
    }

    private Optional<String> take(ReceivedStatement statement, Round round) {
        return switch (round.phase) {
            case RUNNING -> {
                // Noted before it is judged: what closes the round belongs to it.
                Optional<String> refusal = new Running(round).take(statement);
                if (refusal.isEmpty()) {
                    round.record.add(statement);
                    round.settle(statement);
                }
                yield refusal;
            }
            case PROVISIONAL -> provisional(statement, round);
            case ACCEPTED, REJECTED, EXPIRED -> over(statement, round);
            case WITHDRAWN -> Optional.of("the proposal was withdrawn");
        };
    }

    private Optional<String> open(ReceivedStatement statement, Terms terms) {
        Crew crew = new Crew(zones, statement.receivedAt());
        crew.join(terms.people(), statement.author());
        Round round = new Round(1, statement, terms, crew);
        round.record.add(statement);
        current = Optional.of(round);
        return COUNTS;
    }

    private Optional<String> provisional(ReceivedStatement statement, Round round) {
        return switch (statement.act()) {
            case Act.Raise object -> provisional(statement, object, round);
            case Act.Withdraw withdraw -> {
                Optional<String> refusal = new Running(round).withdraw(statement, withdraw);
                if (refusal.isEmpty()) {
                    round.record.add(statement);
                }
                yield refusal;
            }
            case Act.Reopen reopen -> reopen(statement, reopen.reason(), false);
            case Act.Second second -> second(statement, second);
            default -> Optional.of("the deadline has passed");
        };
    }

    /** An objection that was written before the close and unaware of it counts; any other asks for another round (DEC-31, DEC-32). */
    private Optional<String> provisional(ReceivedStatement statement, Act.Raise object, Round round) {
        if (object.reason().isBlank()) {
            return Optional.of("an objection needs a reason");
        }
        Round.Close close = round.close.orElseThrow();
        boolean timely = statement.claimedAt().isBefore(close.at()) && !close.isSeenBy(statement.seen());
        if (!timely) {
            return reopen(statement, object.reason(), true);
        }
        round.backToRunning();
        round.object(statement.id(), statement.author(), object.reason(), statement.position());
        round.record.add(statement);
        // What came too late for a round that was about to close is in time for one that goes on.
        List<Reopening> late = reopenings.stream().filter(Reopening::objection).toList();
        late.forEach(each -> round.object(each.id(), each.by(), each.reason(), each.position()));
        reopenings.removeAll(late);
        return COUNTS;
    }

    private Optional<String> over(ReceivedStatement statement, Round round) {
        return switch (statement.act()) {
            case Act.Raise object -> {
                if (object.reason().isBlank()) {
                    yield Optional.of("an objection needs a reason");
                }
                yield round.phase == Round.Phase.ACCEPTED
                        ? reopen(statement, object.reason(), true)
                        : Optional.of("there is nothing left to object to");
            }
            case Act.Reopen reopen -> reopen(statement, reopen.reason(), false);
            case Act.Second second -> second(statement, second);
            default -> Optional.of("the round is over");
        };
    }

    private Optional<String> reopen(ReceivedStatement statement, String reason, boolean objection) {
        if (reason.isBlank()) {
            return Optional.of("asking for another round needs a reason");
        }
        boolean seconds = reopenings.stream().anyMatch(each -> !each.by().equals(statement.author()));
        reopenings.add(new Reopening(statement.id(), statement.author(), reason, statement.position(), objection));
        if (seconds && current.filter(Round::isOver).isPresent()) {
            begin(statement);
        }
        return COUNTS;
    }

    private Optional<String> second(ReceivedStatement statement, Act.Second second) {
        Optional<Reopening> asked = reopenings.stream()
                .filter(each -> each.id().equals(second.reopening()))
                .findFirst();
        if (asked.isEmpty()) {
            return Optional.of("nobody asks for another round by that statement");
        }
        if (asked.get().by().equals(statement.author())) {
            return Optional.of("nobody seconds themselves");
        }
        if (current.filter(Round::isOver).isEmpty()) {
            return Optional.of("the round is not over yet");
        }
        begin(statement);
        return COUNTS;
    }

    /** A new round of the same proposal; late objections are open in it, and the old outcome stands meanwhile (DEC-60). */
    private void begin(ReceivedStatement seconding) {
        Round next = new Round(current.orElseThrow(), seconding);
        for (Reopening each : reopenings) {
            if (each.objection()) {
                next.object(each.id(), each.by(), each.reason(), each.position());
            }
        }
        reopenings.clear();
        next.record.add(seconding);
        current = Optional.of(next);
    }

    /** Whether a person is the decider, in words for whoever is not. */
    static Optional<String> deciderOnly(Round round, MemberId author, String what) {
        return round.terms.decider().equals(author) ? COUNTS : Optional.of("only the decider can " + what);
    }
}
