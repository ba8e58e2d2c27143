package dev.meridian.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The decisions that Java and TypeScript share (proto/vectors/decisions.json; their form is in docs/spec/decision.md). */
class DecisionVectorsTest {
    private static final List<String> NAMES = List.of("ann", "ben", "cas", "dee", "eve");
    private static final long FIRST_POSITION = 11;
    private static final DocumentId DECISION = new DocumentId("d".repeat(32));

    private final Map<String, StatementId> ids = new HashMap<>();

    static Stream<Arguments> cases() throws IOException {
        JsonNode all =
                new ObjectMapper().readTree(Files.readString(Path.of("..", "proto", "vectors", "decisions.json")));
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> Arguments.of(
                        each.path("rule").asText() + " " + each.path("name").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void comesToWhatIsExpected(String name, JsonNode vector) {
        List<ReceivedStatement> statements = new ArrayList<>();
        vector.path("statements").forEach(each -> statements.add(statement(vector, each, statements)));
        Instant end = instant(vector.path("logEnd"));
        long position = FIRST_POSITION + statements.size();
        Decision decision = Decisions.fold(
                statements, new LogEnd(position, end), instant(vector.path("now")), TimeZones.installed());
        vector.path("expect")
                .properties()
                .forEach(each -> check(name + ": " + each.getKey(), each.getKey(), each.getValue(), decision));
    }

    private ReceivedStatement statement(JsonNode vector, JsonNode node, List<ReceivedStatement> before) {
        long position = FIRST_POSITION + before.size();
        StatementId id = Script.id(position);
        ids.put(node.path("id").asText("#" + position), id);
        MemberId author = member(node.path("by").asText());
        Instant at = instant(node.path("at"));
        return new ReceivedStatement(
                id,
                position,
                at,
                author,
                Script.device(author, node.path("device").asInt()),
                node.has("claimed") ? instant(node.path("claimed")) : at,
                seen(node, before),
                Script.revision(node.has("revision") ? node.path("revision").asInt() : current(before)),
                act(vector, node));
    }

    /** What statements speak of that do not say: the revision that the last revising one made. */
    private static int current(List<ReceivedStatement> before) {
        return before.reversed().stream()
                .filter(each -> each.act() instanceof Act.Revise)
                .findFirst()
                .map(each -> each.revision().heads().first().bytes()[0] + 0)
                .orElse(1);
    }

    private static LogEnd seen(JsonNode node, List<ReceivedStatement> before) {
        if (before.isEmpty() || node.path("seenAt").isNull()) {
            return LogEnd.NOTHING;
        }
        if (!node.has("seenAt")) {
            return new LogEnd(before.getLast().position(), before.getLast().receivedAt());
        }
        Instant at = instant(node.path("seenAt"));
        long position = before.stream()
                .filter(each -> !each.receivedAt().isAfter(at))
                .mapToLong(ReceivedStatement::position)
                .max()
                .orElse(0);
        return new LogEnd(position, at);
    }

    private Act act(JsonNode vector, JsonNode node) {
        String reason = node.path("reason").asText();
        return switch (node.path("act").asText()) {
            case "open" ->
                new Act.Open(terms(vector, node.has("people") ? node.path("people") : vector.path("people")));
            case "acknowledge" -> new Act.Acknowledge();
            case "consent" -> new Act.Consent();
            case "object" -> new Act.Raise(reason);
            case "standaside" -> new Act.StandAside();
            case "abstain" -> new Act.Abstain();
            case "vote" -> new Act.Vote(Optional.ofNullable(node.path("option").textValue()));
            case "resolve" -> new Act.Resolve(target(node));
            case "dismiss" -> new Act.Dismiss(target(node), reason);
            case "revise" -> new Act.Revise(node.path("material").asBoolean());
            case "markmaterial" -> new Act.MarkMaterial(target(node));
            case "pick" -> new Act.PickRevision(target(node));
            case "withdraw" -> new Act.Withdraw(reason);
            case "extend" -> new Act.Extend(instant(node.path("until")));
            case "excuse" -> new Act.Excuse(member(node.path("member").asText()), reason);
            case "away" ->
                new Act.Away(DayRange.parse(node.path("days").asText()).orElseThrow());
            case "callvote" -> new Act.CallVote();
            case "reopen" -> new Act.Reopen(reason);
            case "second" -> new Act.Second(target(node));
            case "review" -> new Act.ReviewOn(LocalDate.parse(node.path("date").asText()));
            default -> throw new AssertionError("no such act: " + node);
        };
    }

    private StatementId target(JsonNode node) {
        return Optional.ofNullable(ids.get(node.path("target").asText())).orElseThrow();
    }

    private static Terms terms(JsonNode vector, JsonNode people) {
        JsonNode policy = vector.path("policy");
        String deadline = vector.path("deadline").asText();
        DeadlineRule rule = deadline.startsWith("everywhere ")
                ? new DeadlineRule.Everywhere(LocalDate.parse(deadline.substring("everywhere ".length())))
                : new DeadlineRule.WorkingDays(policy.path("windowDays").asInt());
        return new Terms(
                "Shall we?",
                texts(vector.path("options")),
                vector.path("recommendation").asText(),
                member(vector.path("decider").asText()),
                StreamSupport.stream(people.spliterator(), false)
                        .map(DecisionVectorsTest::person)
                        .toList(),
                policy(policy),
                new Deadline(rule, instant(vector.path("frozenDeadline")), Optional.empty(), "2026a"),
                Set.of(),
                Optional.empty());
    }

    private static Policy policy(JsonNode policy) {
        return new Policy(
                Rule.of(policy.path("rule").asText()).orElseThrow(),
                policy.path("windowDays").asInt(),
                policy.path("minimumDays").asInt(),
                policy.path("hoursMin").asInt(),
                Duration.ofHours(policy.path("graceHours").asInt()),
                policy.path("hardStopDays").asInt(),
                policy.path("floor").asInt(),
                policy.path("quorum").asInt(),
                policy.path("approvals").asInt());
    }

    private static Participant person(JsonNode person) {
        MemberId member = member(person.path("member").asText());
        WorkWeek week = WorkWeek.of(texts(person.path("week")).stream()
                .map(text -> Shift.parse(text).orElseThrow())
                .toList());
        DaysOff off = DaysOff.of(texts(person.path("daysOff")).stream()
                .map(text -> DayRange.parse(text).orElseThrow())
                .toList());
        return new Participant(
                member,
                Part.of(person.path("part").asText()).orElseThrow(),
                new FrozenCalendar(person.path("zone").asText(), week, off),
                Set.of(Script.device(member, 0)));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static MemberId member(String name) {
        return Script.member(1 + NAMES.indexOf(name));
    }

    private static Instant instant(JsonNode text) {
        return Instant.parse(text.asText());
    }

    private static void check(String what, String key, JsonNode expected, Decision decision) {
        if (key.equals("words")) {
            expected.properties()
                    .forEach(each -> assertThat(
                                    Script.word(decision, member(each.getKey())).word())
                            .as(what + " of " + each.getKey())
                            .isEqualTo(each.getValue().asText()));
        } else {
            assertThat(value(key, decision)).as(what).isEqualTo(expected.isNull() ? "null" : plain(expected));
        }
    }

    private static String plain(JsonNode node) {
        return node.isArray() ? String.join(",", texts(node)) : node.asText();
    }

    private static String value(String key, Decision decision) {
        Optional<RoundView> round = decision.round();
        return switch (key) {
            case "state" -> decision.state().word();
            case "by" -> decision.state().carriedBy().orElseThrow().rule().word();
            case "chosen" -> decision.state().carriedBy().orElseThrow().option();
            case "closed" -> provisional(decision).closedAt().toString();
            case "final" -> provisional(decision).finalAt().toString();
            case "passed" -> String.valueOf(((DecisionState.Open) decision.state()).passed());
            case "rule" -> ((DecisionState.Open) decision.state()).rule().word();
            case "ignored" -> String.valueOf(decision.ignored().size());
            case "deadline" -> round.orElseThrow().due().at().toString();
            case "setBy" ->
                round.orElseThrow().due().setBy().map(DecisionVectorsTest::name).orElse("null");
            case "extensions" -> String.valueOf(round.orElseThrow().extensions());
            case "round" -> String.valueOf(round.orElseThrow().number());
            case "revision" -> String.valueOf(round.orElseThrow().revisionNumber());
            case "objections" -> String.valueOf(round.orElseThrow().objections().size());
            case "reopenings" -> String.valueOf(decision.reopenings().size());
            case "certificates" ->
                String.join(
                        ",",
                        decision.outcomes().stream()
                                .map(each -> each.certificate().sha256(DECISION))
                                .toList());
            case "standing" -> decision.standing().orElseThrow().state().word();
            case "waitingForSync" -> String.valueOf(decision.waitsForSync());
            case "flags" ->
                String.join(
                        ",",
                        decision.flags().stream()
                                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList());
            default -> throw new AssertionError("nothing is known of " + key);
        };
    }

    private static DecisionState.Provisional provisional(Decision decision) {
        return (DecisionState.Provisional) decision.state();
    }

    private static String name(MemberId member) {
        return NAMES.get(Integer.parseInt(member.hex(), 16) - 1);
    }
}
