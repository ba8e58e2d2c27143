package dev.meridian.model.formats.ics;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VTodo;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.Occurrence;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.Samples;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars, read by a strict and independent reader. */
class IcsExportTest {

    private static final String WORKSPACE = "a".repeat(32);
    private static final int OCCURRENCES = 60;

    private final TestWorkspace workspace = new TestWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void aStrictReaderFindsNothingWrong_FMT_ICS_1() {
        fill();
        ICalendar calendar = read(write());
        // The reader is older than RFC 9253, and says IN-PROGRESS where RFC 5545 (3.8.1.11) says IN-PROCESS.
        assertThat(calendar.validate(ICalVersion.V2_0).getWarnings())
                .flatExtracting(entry -> entry.getWarnings())
                .extracting(Object::toString)
                .allMatch(warning -> warning.contains("\"IN-PROCESS\"") || warning.contains("\"DEPENDS-ON\""));
        assertThat(calendar.getTodos()).hasSize(3);
        assertThat(calendar.getEvents()).hasSize(1);
    }

    @Test
    void linesEndInCrLfAndHaveAtMost75Octets_FMT_ICS_1() {
        fill();
        workspace.edit(new BoardIntent.SetTitle(
                workspace.card("Rig the mast").id(), "\u00e4\u65e5\uD83D\uDE80".repeat(60) + ", ; \\ end"));
        String text = new String(write(), StandardCharsets.UTF_8);
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD");
        }
        assertThat(read(write()).getTodos())
                .extracting(todo -> todo.getSummary().getValue())
                .contains("\u00e4\u65e5\uD83D\uDE80".repeat(60) + ", ; \\ end");
    }

    @Test
    void blocksArrowsBecomeDependencies_FMT_ICS_2() {
        fill();
        String text = new String(write(), StandardCharsets.UTF_8).replace("\r\n ", "");
        String mast = workspace.card("Rig the mast").id().hex();
        assertThat(text).contains("RELATED-TO;RELTYPE=DEPENDS-ON:card-" + mast + "@meridian\r\n");
        VTodo sails = todo("Sew the sails");
        assertThat(sails.getRelatedTo()).hasSize(1);
        assertThat(sails.getRelatedTo().getFirst().getRelationshipType().getValue())
                .isEqualToIgnoringCase("DEPENDS-ON");
    }

    @Test
    void onlyDatedCardsAndWhatTheyWaitForAreTodos_FMT_ICS_2() {
        fill();
        assertThat(read(write()).getTodos())
                .extracting(todo -> todo.getSummary().getValue())
                .containsExactlyInAnyOrder("Rig the mast", "Sew the sails", "Decide: Buy a boat?");
    }

    @Test
    void sequencesRiseWithEditsAndEqualStatesGiveEqualBytes_FMT_ICS_3() {
        fill();
        byte[] before = write();
        assertThat(write()).isEqualTo(before);
        int sequence = todo("Sew the sails").getSequence().getValue();
        String uid = todo("Sew the sails").getUid().getValue();
        workspace.edit(new BoardIntent.SetTargetDate(
                workspace.card("Sew the sails").id(), Optional.of(LocalDate.of(2027, 1, 5))));
        assertThat(todo("Sew the sails").getSequence().getValue()).isGreaterThan(sequence);
        assertThat(todo("Sew the sails").getUid().getValue()).isEqualTo(uid);
        assertThat(todo("Sew the sails").getDateTimeStamp().getValue()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2w 2026-01-08 10:00 30 Europe/London",
                "1w 2026-01-05 09:00 0 America/New_York",
                "1w 2026-01-05 16:30 45 Australia/Sydney",
                "3m 2026-01-29 10:00 90 Europe/Zurich",
                "1m 2026-01-13 10:00 90 Asia/Kathmandu",
                "1w 2018-01-04 10:00 30 America/Sao_Paulo",
                "1w 2026-01-05 10:00 30 Pacific/Kiritimati",
                "1w 2026-01-05 10:00 30 Africa/Casablanca",
                "1w 2026-01-05 10:00 30 America/Nuuk",
                "1w 2026-01-05 10:00 30 Asia/Jerusalem",
                "1w 2026-01-05 10:00 30 Africa/Cairo",
                "1w 2026-01-05 10:00 30 Etc/UTC"
            })
    void readersSeeTheSameOccurrencesAsTheTeam_FMT_ICS_4(String text) {
        Cycle cycle = Cycle.parse(text).orElseThrow();
        workspace.edit(new TeamIntent.SetCycle(CycleKind.REVIEW, Optional.of(cycle)));
        ICalendar calendar = read(write());
        assertThat(calendar.validate(ICalVersion.V2_0).getWarnings()).isEmpty();
        VEvent event = calendar.getEvents().getFirst();
        TimeZone zone =
                calendar.getTimezoneInfo().getTimezone(event.getDateStart()).getTimeZone();
        Zone rules = Zone.of(TimeZones.installed(), cycle.zone()).orElseThrow();
        List<Instant> told = new ArrayList<>();
        DateIterator dates = event.getDateIterator(zone);
        while (told.size() < OCCURRENCES) {
            told.add(dates.next().toInstant());
        }
        List<Instant> meant = cycle.next(rules, Instant.EPOCH, OCCURRENCES).stream()
                .map(Occurrence::start)
                .toList();
        assertThat(told).isEqualTo(meant);
    }

    /** In words: the reader takes every summer time for one hour. */
    @Test
    void halfAnHourOfSummerTimeIsTold_FMT_ICS_4() {
        workspace.edit(
                new TeamIntent.SetCycle(CycleKind.REVIEW, Cycle.parse("1w 2026-01-05 16:30 45 Australia/Lord_Howe")));
        assertThat(new String(write(), StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .contains(
                        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU\nTZOFFSETFROM:+1030\nTZOFFSETTO:+1100\nEND:DAYLIGHT\n")
                .contains(
                        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU\nTZOFFSETFROM:+1100\nTZOFFSETTO:+1030\nEND:STANDARD\n");
    }

    private void fill() {
        workspace.carryOut(CsvImport.plan(
                workspace.context(new MapVault()), workspace.target(), "jira.csv", Samples.read("tables/jira.csv")));
        workspace.edit(new BoardIntent.SetTargetDate(
                workspace.card("Sew the sails").id(), Optional.of(LocalDate.of(2026, 12, 5))));
        workspace.edit(
                new BoardIntent.SetTargetDate(workspace.card("Rig the mast").id(), Optional.empty()));
        workspace.edit(new BoardIntent.AddCard(new CardId(workspace.newId()), "Undated", Position.ORIGIN, Size.CARD));
        workspace.edit(new TeamIntent.SetCycle(CycleKind.REVIEW, Cycle.parse("2w 2026-11-26 10:00 30 Europe/Zurich")));
    }

    private VTodo todo(String summary) {
        return read(write()).getTodos().stream()
                .filter(todo -> todo.getSummary().getValue().equals(summary))
                .findFirst()
                .orElseThrow();
    }

    private byte[] write() {
        WorkspaceState state = new WorkspaceState(
                workspace.team(), new TreeMap<>(workspace.boards()), new TreeMap<>(workspace.documents()));
        IcsDeadline deadline = new IcsDeadline(
                new DocumentId("d".repeat(32)),
                "Buy a boat?",
                Instant.parse("2026-12-01T16:00:00Z"),
                4,
                false,
                List.of("Mara"));
        return IcsExport.write(WORKSPACE, state, TimeZones.installed(), List.of(deadline), 17);
    }

    private static ICalendar read(byte[] bytes) {
        return Biweekly.parse(new String(bytes, StandardCharsets.UTF_8)).first();
    }
}
