package dev.meridian.bench.model;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.Decisions;
import dev.meridian.model.decision.FrozenCalendar;
import dev.meridian.model.decision.LogEnd;
import dev.meridian.model.decision.Part;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.Preset;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Revision;
import dev.meridian.model.decision.Terms;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A decision of 500 people in 24 zones, in which 5,000 statements were made: acknowledgements, words, objections and what became of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionFold {
    private static final int PEOPLE = 500;
    private static final int STATEMENTS = 5_000;
    private static final int ZONES = 24;
    private static final int PAUSE_SECONDS = 30;
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

    /** The log. */
    @State(Scope.Benchmark)
    public static class Log {
        final List<ReceivedStatement> statements = new ArrayList<>();
        final LogEnd end;

        /** Writes it. */
        public Log() {
            Revision revision = Revision.of(Set.of(ChangeHash.of(new byte[ChangeHash.BYTES])));
            add(0, new Act.Open(terms()), revision);
            StatementId objection = id(0);
            for (int i = 1; i < STATEMENTS; i++) {
                Act act = act(i, objection);
                if (act instanceof Act.Raise) {
                    objection = id(i);
                }
                add(act instanceof Act.Resolve ? i - 1 : i, i, act, revision);
            }
            end = new LogEnd(STATEMENTS + 1L, START.plusSeconds(86_400L * 30));
        }

        private static Act act(int i, StatementId objection) {
            return switch (i % 10) {
                case 7 -> new Act.Raise("It is too early.");
                case 8 -> new Act.Resolve(objection);
                case 9 -> new Act.StandAside();
                case 4, 5, 6 -> new Act.Consent();
                default -> new Act.Acknowledge();
            };
        }

        private void add(int i, Act act, Revision revision) {
            add(i, i, act, revision);
        }

        private void add(int author, int i, Act act, Revision revision) {
            Instant at = START.plusSeconds((long) i * PAUSE_SECONDS);
            MemberId member = member(author % PEOPLE);
            LogEnd seen = new LogEnd(i, at);
            statements.add(new ReceivedStatement(id(i), i + 1L, at, member, device(member), at, seen, revision, act));
        }
    }

    private static StatementId id(int i) {
        return new StatementId("%032x".formatted(i));
    }

    private static MemberId member(int i) {
        return new MemberId("%032x".formatted(i));
    }

    private static DeviceId device(MemberId member) {
        return DeviceId.of(HexFormat.of().parseHex(member.hex()));
    }

    private static Terms terms() {
        List<Participant> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String zone = "Etc/GMT" + (i % ZONES < ZONES / 2 ? "+" : "-") + (i % ZONES % (ZONES / 2));
            people.add(new Participant(
                    member(i),
                    i % 2 == 0 ? Part.REQUIRED : Part.CONSULTED,
                    new FrozenCalendar(zone, WorkWeek.USUAL, DaysOff.NONE),
                    Set.of(device(member(i)))));
        }
        Deadline deadline = new Deadline(
                new DeadlineRule.WorkingDays(3),
                START,
                Optional.empty(),
                TimeZones.installed().version());
        return new Terms(
                "Shall we?",
                List.of(),
                "yes",
                member(0),
                people,
                Preset.LAZY_CONSENSUS.policy(),
                deadline,
                Set.of(),
                Optional.empty());
    }

    /** All of it, from the first statement. */
    @Benchmark
    public Decision model(Log log) {
        return Decisions.fold(log.statements, log.end, log.end.at(), TimeZones.installed());
    }
}
