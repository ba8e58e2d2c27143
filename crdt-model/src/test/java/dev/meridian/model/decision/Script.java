package dev.meridian.model.decision;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the log of one decision. Everybody works Monday to Friday, nine to five in UTC, unless said otherwise; the proposal opens on Monday,
 * 2 November 2026, at eight in the morning, so that three working days end on Wednesday at five.
 */
public final class Script {
    public static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");
    public static final MemberId ANN = member(1);
    public static final MemberId BEN = member(2);
    public static final MemberId CAS = member(3);
    public static final MemberId DEE = member(4);
    public static final Revision FIRST = revision(1);
    public static final Revision SECOND = revision(2);
    public static final Revision THIRD = revision(3);

    public final List<ReceivedStatement> log = new ArrayList<>();
    private final Map<MemberId, Revision> held = new LinkedHashMap<>();
    private long position = 10;
    private Instant last = MONDAY;
    private Revision revision = FIRST;

    public static MemberId member(int n) {
        return new MemberId("%032x".formatted(n));
    }

    public static DeviceId device(MemberId member, int n) {
        byte[] bytes = HexFormat.of().parseHex(member.hex());
        bytes[0] = (byte) n;
        return DeviceId.of(bytes);
    }

    public static Revision revision(int n) {
        byte[] bytes = new byte[ChangeHash.BYTES];
        Arrays.fill(bytes, (byte) n);
        return Revision.of(Set.of(ChangeHash.of(bytes)));
    }

    public static Policy silence() {
        return new Policy(Rule.SILENCE, 3, 1, 0, Duration.ofHours(24), 30, 2, 0, 0);
    }

    public static Policy consent(int approvals) {
        return new Policy(Rule.CONSENT, 3, 1, 0, Duration.ofHours(24), 30, 0, 0, approvals);
    }

    public static Policy vote(int quorum, int approvals) {
        return new Policy(Rule.VOTE, 3, 1, 0, Duration.ofHours(24), 30, 0, quorum, approvals);
    }

    public static Participant person(MemberId member, Part part) {
        return person(member, part, "UTC");
    }

    public static Participant person(MemberId member, Part part, String zone) {
        return new Participant(
                member, part, new FrozenCalendar(zone, WorkWeek.USUAL, DaysOff.NONE), Set.of(device(member, 0)));
    }

    /** Ann proposes, Dee decides; Ben and Cas are required. */
    public static Terms terms(Policy policy) {
        return terms(
                policy, List.of(person(ANN, Part.CONSULTED), person(BEN, Part.REQUIRED), person(CAS, Part.REQUIRED)));
    }

    public static Terms terms(Policy policy, List<Participant> people) {
        DeadlineRule rule = new DeadlineRule.WorkingDays(policy.windowDays());
        Deadline deadline = new Deadline(rule, MONDAY, Optional.empty(), "2026a");
        return new Terms(
                "Shall we?", List.of("yes", "later"), "yes", DEE, people, policy, deadline, Set.of(), Optional.empty());
    }

    public static Script open(Policy policy) {
        return open(terms(policy));
    }

    public static Script open(Terms terms) {
        Script script = new Script();
        script.at(MONDAY).says(ANN, new Act.Open(terms));
        return script;
    }

    /** The moment of what comes next, on the clock of the relay. */
    public Script at(Instant moment) {
        last = moment;
        return this;
    }

    /** {@code d} days and {@code h} hours after Monday at midnight: {@code on(2, 17)} is Wednesday at five. */
    public Script on(int d, int h) {
        return at(moment(d, h));
    }

    public static Instant moment(int d, int h) {
        return MONDAY.atOffset(ZoneOffset.UTC)
                .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                .toInstant()
                .plus(Duration.ofDays(d))
                .plus(Duration.ofHours(h));
    }

    /** What statements speak of from now on, and what a revising one makes. */
    public Script of(Revision other) {
        revision = other;
        return this;
    }

    public Script says(MemberId author, Act act) {
        return says(author, 0, act, last, end());
    }

    /** Written earlier, by somebody whose copy of the log ended earlier. */
    public Script saysLate(MemberId author, Act act, Instant written, LogEnd seen) {
        return says(author, 0, act, written, seen);
    }

    public Script says(MemberId author, int device, Act act, Instant written, LogEnd seen) {
        position++;
        log.add(new ReceivedStatement(
                id(position), position, last, author, device(author, device), written, seen, revision, act));
        held.put(author, revision);
        return this;
    }

    public Script acknowledge(MemberId... members) {
        for (MemberId each : members) {
            says(each, new Act.Acknowledge());
        }
        return this;
    }

    public static StatementId id(long position) {
        return new StatementId("%032x".formatted(position));
    }

    /** Of the last statement. */
    public StatementId lastId() {
        return id(position);
    }

    public LogEnd end() {
        return log.isEmpty()
                ? LogEnd.NOTHING
                : new LogEnd(position, log.getLast().receivedAt());
    }

    /** By a copy of the log that reaches exactly until this moment, read then. */
    public Decision at(int d, int h) {
        Instant moment = moment(d, h);
        return fold(moment, moment);
    }

    public Decision fold(Instant logEnds, Instant now) {
        List<ReceivedStatement> known =
                log.stream().filter(each -> !each.receivedAt().isAfter(logEnds)).toList();
        return Decisions.fold(known, new LogEnd(position + 1, logEnds), now, TimeZones.installed());
    }

    public static Word word(Decision decision, MemberId member) {
        return decision.round().orElseThrow().people().stream()
                .filter(each -> each.member().equals(member))
                .findFirst()
                .orElseThrow()
                .word();
    }

    public static Instant due(Decision decision) {
        return decision.round().orElseThrow().due().at();
    }

    public static String why(Decision decision) {
        return decision.ignored().getLast().why();
    }
}
