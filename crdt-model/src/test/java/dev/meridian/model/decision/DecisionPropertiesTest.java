package dev.meridian.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds of every log (docs/spec/decision.md). A million of them with {@code -Dmeridian.soak=true}. */
class DecisionPropertiesTest {
    private static final TimeZones ZONES = TimeZones.installed();
    private static final DocumentId DECISION = new DocumentId("%032x".formatted(100));
    private static final long SWEEP = Boolean.getBoolean("meridian.soak") ? 1_000_000 : 20_000;

    private static Decision fold(List<ReceivedStatement> statements, LogEnd end) {
        return Decisions.fold(statements, end, end.at(), ZONES);
    }

    @Test
    void noAcceptanceOverATimelyOpenObjectionAndNoConsentOfTheUnreached_DEC_10_DEC_21() {
        LongStream.range(0, SWEEP).forEach(DecisionPropertiesTest::sweep);
    }

    private static void sweep(long seed) {
        RandomLog log = new RandomLog(seed);
        List<ReceivedStatement> statements = log.statements();
        Decision decision = fold(statements, log.end());
        for (Outcome outcome : decision.outcomes()) {
            if (outcome.state() instanceof DecisionState.Accepted accepted) {
                checkObjections(seed, statements, decision, outcome, accepted);
                checkSilence(seed, outcome);
            }
        }
    }

    /** Every objection that was received in the round before its close is known to it and settled. */
    private static void checkObjections(
            long seed,
            List<ReceivedStatement> statements,
            Decision decision,
            Outcome outcome,
            DecisionState.Accepted accepted) {
        Certificate certificate = outcome.certificate();
        for (Objection each : certificate.objections()) {
            if (each.status() == Objection.Status.OPEN) {
                throw new AssertionError("seed " + seed + ": accepted over " + each);
            }
        }
        for (ReceivedStatement each : statements) {
            boolean inRound = each.position() > certificate.opened().position()
                    && each.receivedAt().isBefore(accepted.finalAt());
            boolean timely = each.receivedAt().isBefore(accepted.closedAt())
                    || (each.claimedAt().isBefore(accepted.closedAt())
                            && each.seen().at().isBefore(accepted.closedAt())
                            && each.seen().position() < each.position());
            boolean objects =
                    each.act() instanceof Act.Raise raise && !raise.reason().isBlank();
            boolean closing = !each.receivedAt().isBefore(accepted.closedAt()) && isSeen(certificate, accepted, each);
            if (inRound && timely && objects && !closing) {
                boolean known = certificate.objections().stream()
                        .anyMatch(objection -> objection.id().equals(each.id()));
                boolean votedOn = decision.ignored().stream()
                        .anyMatch(ignored ->
                                ignored.id().equals(each.id()) && ignored.why().contains("what the vote is about"));
                if (!known && !votedOn) {
                    throw new AssertionError("seed " + seed + ": accepted without a look at " + each);
                }
            }
        }
    }

    /** Whether its author knew the statement that closed the round, where it was one. */
    private static boolean isSeen(
            Certificate certificate, DecisionState.Accepted accepted, ReceivedStatement objection) {
        return certificate.acts().stream()
                .filter(act -> act.receivedAt().equals(accepted.closedAt()))
                .anyMatch(act -> objection.seen().position() >= act.position());
    }

    /** By silence: nobody required is unreached, and whoever was silent had their days, by the calendar itself. */
    private static void checkSilence(long seed, Outcome outcome) {
        Certificate certificate = outcome.certificate();
        for (Standing each : certificate.people()) {
            boolean absent = each.word() == Word.UNREACHED || each.word() == Word.AWAY;
            if (absent && each.part() == Part.REQUIRED && certificate.rule() == Rule.SILENCE) {
                throw new AssertionError("seed " + seed + ": accepted by silence without " + each);
            }
            if (each.word() == Word.SILENT) {
                Instant got = each.acknowledgedAt().orElseThrow();
                WorkCalendar calendar = calendar(certificate, each);
                int days = certificate.terms().policy().windowDays();
                if (!calendar.hadDays(days, got, certificate.due().at())) {
                    throw new AssertionError("seed " + seed + ": counted as silent: " + each);
                }
            }
        }
    }

    private static WorkCalendar calendar(Certificate certificate, Standing standing) {
        return certificate.terms().people().stream()
                .filter(person -> person.member().equals(standing.member()))
                .map(person -> person.calendar().on(ZONES))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 2_000)
    void theSameLogGivesTheSameInWhateverOrderItWasDelivered_DEC_1(@ForAll long seed) {
        RandomLog log = new RandomLog(seed);
        List<ReceivedStatement> statements = log.statements();
        LogEnd end = log.end();
        List<ReceivedStatement> delivered = new ArrayList<>(statements);
        Collections.shuffle(delivered, new Random(seed));
        delivered.sort(Comparator.comparingLong(ReceivedStatement::position));
        assertThat(fold(delivered, end)).isEqualTo(fold(statements, end));
    }

    /** A replica that is cut off at any place, then goes on: what it showed as an outcome stands, byte for byte. */
    @Property(tries = 1_000)
    void noOutcomeIsEverTakenBack_DEC_30(@ForAll long seed) {
        RandomLog log = new RandomLog(seed);
        List<ReceivedStatement> statements = log.statements();
        List<String> shown = new ArrayList<>();
        for (int known = 1; known <= statements.size(); known++) {
            ReceivedStatement last = statements.get(known - 1);
            LogEnd end = new LogEnd(last.position(), last.receivedAt());
            List<String> now = fold(statements.subList(0, known), end).outcomes().stream()
                    .map(each -> each.certificate().json(DECISION).print())
                    .toList();
            assertThat(now.subList(0, Math.min(shown.size(), now.size()))).isEqualTo(shown);
            shown = now;
        }
    }

    /** Machines whose clocks differ show the same state, but for what they wait for. */
    @Property(tries = 1_000)
    void theClockOfAMachineChangesNoState_DEC_1(@ForAll long seed) {
        RandomLog log = new RandomLog(seed);
        List<ReceivedStatement> statements = log.statements();
        LogEnd end = log.end();
        Decision one = fold(statements, end);
        Decision other = Decisions.fold(statements, end, end.at().plus(Duration.ofDays(seed & 63)), ZONES);
        assertThat(other.state()).isEqualTo(one.state());
        assertThat(other.outcomes()).isEqualTo(one.outcomes());
        assertThat(other.round()).isEqualTo(one.round());
    }

    /** Objections received at or after close + G change nothing of the round, whatever they claim. */
    @Property(tries = 1_000)
    void nothingReceivedAfterTheGraceAltersTheRound_DEC_30(@ForAll long seed) {
        RandomLog log = new RandomLog(seed);
        List<ReceivedStatement> statements = log.statements();
        Decision all = fold(statements, log.end());
        for (Outcome outcome : all.outcomes()) {
            if (outcome.state() instanceof DecisionState.Accepted accepted) {
                // Without grace, what closes the round arrives at the very moment at which the outcome is final.
                boolean graceless = accepted.closedAt().equals(accepted.finalAt());
                List<ReceivedStatement> before = statements.stream()
                        .filter(each -> each.receivedAt().isBefore(accepted.finalAt())
                                || (graceless && each.receivedAt().equals(accepted.closedAt())))
                        .toList();
                LogEnd end = new LogEnd(before.getLast().position() + 1, accepted.finalAt());
                assertThat(fold(before, end).outcomes()).contains(outcome);
            }
        }
    }
}
