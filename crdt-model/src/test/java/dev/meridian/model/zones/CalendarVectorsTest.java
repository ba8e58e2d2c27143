package dev.meridian.model.zones;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Intervals;
import dev.meridian.model.calendar.Occurrence;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkDay;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.id.MemberId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that Java and TypeScript share: proto/vectors/calendars.json and rhythm-cycles.json (VECTOR-4 in docs/spec/calendar.md). */
class CalendarVectorsTest {

    private static final Path VECTORS = Path.of("..", "proto", "vectors");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TimeZones ZONES = TimeZones.installed();

    private static Stream<Arguments> cases(String file) throws IOException {
        JsonNode all = MAPPER.readTree(Files.readString(VECTORS.resolve(file)));
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> Arguments.of(
                        each.get("rule").asText() + " " + each.get("name").asText(), each));
    }

    static Stream<Arguments> calendars() throws IOException {
        return cases("calendars.json");
    }

    static Stream<Arguments> cycles() throws IOException {
        return cases("rhythm-cycles.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calendars")
    void calendars_VECTOR_4(String name, JsonNode vector) {
        switch (vector.get("what").asText()) {
            case "day" -> day(vector);
            case "nthDay" -> nthDay(vector);
            case "daysBetween" -> daysBetween(vector);
            case "deadline" -> deadline(vector);
            case "updated" -> updated(vector);
            case "overlap" -> overlap(vector);
            case "slots" -> slots(vector);
            case "handOver" -> handOver(vector);
            case "moment" -> moment(vector);
            default -> throw new IllegalArgumentException(vector.toString());
        }
    }

    private static void day(JsonNode vector) {
        Optional<WorkDay> day = calendar(vector.get("calendar"))
                .day(LocalDate.parse(vector.get("date").asText()));
        assertThat(day.map(WorkDay::hours).orElse(Intervals.NONE)).isEqualTo(stretches(vector.get("hours")));
    }

    private static void nthDay(JsonNode vector) {
        Optional<WorkDay> day = calendar(vector.get("calendar"))
                .nthDayFrom(instant(vector.get("from")), vector.get("n").asInt());
        assertThat(day.map(each -> each.date().toString())).isEqualTo(text(vector.get("date")));
        assertThat(day.map(WorkDay::end)).isEqualTo(text(vector.get("end")).map(Instant::parse));
    }

    private static void daysBetween(JsonNode vector) {
        WorkCalendar calendar = calendar(vector.get("calendar"));
        Instant from = instant(vector.get("from"));
        Instant to = instant(vector.get("to"));
        int days = vector.get("days").asInt();
        assertThat(calendar.daysBetween(from, to)).isEqualTo(days);
        assertThat(calendar.hadDays(days, from, to)).isTrue();
        assertThat(calendar.hadDays(days + 1, from, to)).isFalse();
    }

    private static void deadline(JsonNode vector) {
        JsonNode rule = vector.get("deadline");
        Deadline.Answer answer = Deadline.of(
                rule.has("workingDays")
                        ? new DeadlineRule.WorkingDays(rule.get("workingDays").asInt())
                        : new DeadlineRule.Everywhere(
                                LocalDate.parse(rule.get("everywhere").asText())),
                instant(vector.get("from")),
                people(vector),
                ZONES);
        assertThat(answer.deadline().map(Deadline::at))
                .isEqualTo(text(vector.get("at")).map(Instant::parse));
        assertThat(answer.deadline().flatMap(Deadline::setBy).map(MemberId::hex))
                .isEqualTo(text(vector.get("setBy")));
        assertThat(answer.neverAtWork())
                .extracting(MemberId::hex)
                .containsExactlyElementsOf(texts(vector.get("neverAtWork")));
    }

    private static void updated(JsonNode vector) {
        assertThat(stored(vector.get("stored"))
                        .updated(stored(vector.get("anew")))
                        .at())
                .isEqualTo(instant(vector.get("at")));
    }

    private static Deadline stored(JsonNode json) {
        return new Deadline(
                new DeadlineRule.WorkingDays(1),
                instant(json.get("at")),
                Optional.empty(),
                json.get("version").asText());
    }

    private static void overlap(JsonNode vector) {
        assertThat(new Crew(people(vector)).overlap(stretch(vector))).isEqualTo(stretches(vector.get("common")));
    }

    private static void slots(JsonNode vector) {
        Map<MemberId, Integer> paid = new TreeMap<>();
        vector.get("paid")
                .properties()
                .forEach(each ->
                        paid.put(new MemberId(each.getKey()), each.getValue().asInt()));
        List<Slot> best = new SlotSearch(
                        new Crew(people(vector)),
                        paid,
                        stretch(vector),
                        Duration.ofMinutes(vector.get("minutes").asInt()))
                .best(vector.get("count").asInt());
        assertThat(best).hasSameSizeAs(vector.get("slots"));
        for (int i = 0; i < best.size(); i++) {
            JsonNode expected = vector.get("slots").get(i);
            Slot slot = best.get(i);
            assertThat(slot.time())
                    .isEqualTo(new Interval(instant(expected.get("start")), instant(expected.get("end"))));
            assertThat(slot.outOfHours().entrySet().stream()
                            .collect(Collectors.toMap(each -> each.getKey().hex(), Map.Entry::getValue)))
                    .isEqualTo(MAPPER.convertValue(expected.get("pays"), Map.class));
            assertThat(slot.atNight())
                    .extracting(MemberId::hex)
                    .containsExactlyElementsOf(texts(expected.get("atNight")));
        }
    }

    private static void handOver(JsonNode vector) {
        List<HandOver> expected = new ArrayList<>();
        for (JsonNode each : vector.get("passes")) {
            JsonNode gap = each.get("gap");
            expected.add(new HandOver(
                    new MemberId(each.get("from").asText()),
                    new MemberId(each.get("to").asText()),
                    stretches(each.get("shared")),
                    gap.isNull() ? Optional.empty() : Optional.of(pair(gap))));
        }
        assertThat(HandOver.from(new Crew(people(vector)), instant(vector.get("now"))))
                .isEqualTo(expected);
    }

    private static void moment(JsonNode vector) {
        WorldClock clock = new WorldClock(zone(vector.get("reader").asText()), instant(vector.get("now")));
        assertThat(clock.show(
                        instant(vector.get("at")), zone(vector.get("author").asText())))
                .isEqualTo(vector.get("text").asText());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cycles")
    void cycles_VECTOR_5(String name, JsonNode vector) {
        JsonNode json = vector.get("cycle");
        Cycle cycle = Cycle.parse(Stream.of("every", "anchor", "at", "minutes", "zone")
                        .map(key -> json.get(key).asText())
                        .collect(Collectors.joining(" ")))
                .orElseThrow();
        List<Occurrence> expected = new ArrayList<>();
        for (JsonNode each : vector.get("occurrences")) {
            expected.add(new Occurrence(
                    each.get("number").asInt(),
                    LocalDate.parse(each.get("date").asText()),
                    instant(each.get("start")),
                    instant(each.get("end"))));
        }
        Zone zone = zone(cycle.zone());
        assertThat(cycle.next(zone, instant(vector.get("from")), expected.size()))
                .isEqualTo(expected);
        Occurrence some = expected.getLast();
        assertThat(cycle.last(zone, some.start())).contains(some);
        assertThat(cycle.last(zone, some.start().minusSeconds(1))
                        .map(Occurrence::number)
                        .orElse(-1))
                .isEqualTo(some.number() - 1);
        assertThat(cycle.last(zone, cycle.occurrence(0, zone).start().minusSeconds(1)))
                .isEmpty();
    }

    private static SortedMap<MemberId, WorkCalendar> people(JsonNode vector) {
        SortedMap<MemberId, WorkCalendar> people = new TreeMap<>();
        vector.get("people")
                .properties()
                .forEach(each -> people.put(new MemberId(each.getKey()), calendar(each.getValue())));
        return people;
    }

    private static WorkCalendar calendar(JsonNode json) {
        List<Shift> week = texts(json.path("week")).stream()
                .map(each -> Shift.parse(each).orElseThrow())
                .toList();
        return new WorkCalendar(
                zone(json.get("zone").asText()),
                week.isEmpty() ? WorkWeek.USUAL : new WorkWeek(week),
                DaysOff.of(texts(json.path("daysOff")).stream()
                        .map(each -> DayRange.parse(each).orElseThrow())
                        .toList()));
    }

    private static Zone zone(String name) {
        return Zone.of(ZONES, name).orElseThrow();
    }

    private static Interval stretch(JsonNode vector) {
        return new Interval(instant(vector.get("from")), instant(vector.get("to")));
    }

    private static Intervals stretches(JsonNode pairs) {
        List<Interval> all = new ArrayList<>();
        pairs.forEach(each -> all.add(pair(each)));
        return new Intervals(all);
    }

    private static Interval pair(JsonNode pair) {
        return new Interval(instant(pair.get(0)), instant(pair.get(1)));
    }

    private static Instant instant(JsonNode text) {
        return Instant.parse(text.asText());
    }

    private static Optional<String> text(JsonNode json) {
        return json.isNull() ? Optional.empty() : Optional.of(json.asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }
}
