package dev.meridian.model.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.CalendarText;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.intent.TeamIntent.AddBoard;
import dev.meridian.model.intent.TeamIntent.AddDaysOff;
import dev.meridian.model.intent.TeamIntent.AddDevice;
import dev.meridian.model.intent.TeamIntent.AddDocument;
import dev.meridian.model.intent.TeamIntent.AddHours;
import dev.meridian.model.intent.TeamIntent.AddMember;
import dev.meridian.model.intent.TeamIntent.AddStatus;
import dev.meridian.model.intent.TeamIntent.Create;
import dev.meridian.model.intent.TeamIntent.Delete;
import dev.meridian.model.intent.TeamIntent.Purge;
import dev.meridian.model.intent.TeamIntent.RemoveDevice;
import dev.meridian.model.intent.TeamIntent.Restore;
import dev.meridian.model.intent.TeamIntent.SetCategory;
import dev.meridian.model.intent.TeamIntent.SetCycle;
import dev.meridian.model.intent.TeamIntent.SetExtra;
import dev.meridian.model.intent.TeamIntent.SetName;
import dev.meridian.model.intent.TeamIntent.SetOrder;
import dev.meridian.model.intent.TeamIntent.SetSource;
import dev.meridian.model.intent.TeamIntent.SetTitle;
import dev.meridian.model.intent.TeamIntent.SetZone;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Source;
import dev.meridian.model.value.StatusCategory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TeamDocumentTest {

    private static final MemberId ANNA = new MemberId("a0000000000000000000000000000001");
    private static final BoardId ROADMAP = new BoardId("b0000000000000000000000000000001");
    private static final DocumentId BRIEF = new DocumentId("d0000000000000000000000000000001");
    private static final StatusId BLOCKED = new StatusId("e0000000000000000000000000000001");
    private static final ChangeHash HEAD = ChangeHash.ofHex("ab".repeat(32));
    private static final ChangeHash LATER = ChangeHash.ofHex("cd".repeat(32));

    private final Peer<Team, TeamIntent> anna = new Peer<>(1, TeamDocument::open);
    private final Peer<Team, TeamIntent> ben = new Peer<>(2, TeamDocument::open);

    @BeforeEach
    void aTeam() {
        Edited created = anna.apply(new Create("Orbit"));
        assertThat(created.changes()).hasSize(1);
        assertThat(created.events())
                .startsWith(
                        new Event.DocumentMade(anna.device()), new Event.WorkspaceNamed("", "Orbit", anna.device()));
        anna.apply(
                new AddMember(ANNA, "Anna", "Europe/Zurich"),
                new AddDevice(ANNA, anna.device()),
                new AddBoard(ROADMAP, "Roadmap", 1),
                new AddDocument(BRIEF, "Brief"));
        Peer.sync(anna, ben);
    }

    @AfterEach
    void close() {
        Peer.sync(anna, ben);
        anna.close();
        ben.close();
    }

    private Team team() {
        return anna.snapshot();
    }

    @Test
    void aTeamBeginsWithStatusesOfAllSixCategories_TEAM_1() {
        assertThat(team().name()).isEqualTo("Orbit");
        assertThat(team().statusesInOrder())
                .extracting(Status::name)
                .containsExactly("Idea", "Ready", "In progress", "On hold", "In review", "Done", "Dropped");
        assertThat(team().statusesInOrder()).extracting(Status::category).containsOnly(StatusCategory.values());
        assertThat(team().status(DefaultStatus.DONE.id()).orElseThrow().category())
                .isEqualTo(StatusCategory.DONE);
    }

    @Test
    void membersHaveANameAZoneAndDevices() {
        Member member = team().member(ANNA).orElseThrow();
        assertThat(member.name()).isEqualTo("Anna");
        assertThat(member.zone()).isEqualTo("Europe/Zurich");
        assertThat(team().memberOf(anna.device())).contains(member);
        assertThat(team().memberOf(ben.device())).isEmpty();

        Edited edited = anna.apply(
                new SetTitle(ANNA, "Anna B."),
                new SetZone(ANNA, "America/New_York"),
                new RemoveDevice(ANNA, anna.device()));
        assertThat(team().member(ANNA).orElseThrow().name()).isEqualTo("Anna B.");
        assertThat(team().member(ANNA).orElseThrow().zone()).isEqualTo("America/New_York");
        assertThat(team().memberOf(anna.device())).isEmpty();
        assertThat(edited.events())
                .containsExactlyInAnyOrder(
                        new Event.FieldChanged(
                                ANNA, Field.NAME, Optional.of("Anna"), Optional.of("Anna B."), anna.device()),
                        new Event.FieldChanged(
                                ANNA,
                                Field.ZONE,
                                Optional.of("Europe/Zurich"),
                                Optional.of("America/New_York"),
                                anna.device()),
                        new Event.ItemRemoved(ANNA, Field.DEVICE, anna.device().hex(), Set.of(anna.device())));
    }

    @Test
    void hoursAndDaysOffAreKeptAsTheyAreSaidAndReadAsACalendar_SCHEMA_13() {
        Edited edited = anna.apply(
                new AddHours(ANNA, shift("mon 09:00-12:00")),
                new AddHours(ANNA, shift("mon 11:00-17:00")),
                new AddDaysOff(ANNA, days("2026-12-24..2027-01-02")));
        Member member = team().member(ANNA).orElseThrow();
        WorkCalendar calendar = member.calendar(TimeZones.installed()).orElseThrow();

        assertThat(member.week()).hasSize(2);
        assertThat(CalendarText.print(calendar.week())).isEqualTo("Mon 09:00-17:00");
        assertThat(calendar.day(LocalDate.parse("2026-12-28"))).isEmpty();
        assertThat(edited.events())
                .contains(
                        new Event.ItemAdded(ANNA, Field.WEEK, "mon 09:00-12:00", anna.device()),
                        new Event.ItemAdded(ANNA, Field.DAYS_OFF, "2026-12-24..2027-01-02", anna.device()));
    }

    @Test
    void whoSaidNoHoursWorksTheUsualOnesAndWhoHasNoKnownZoneHasNoCalendar_CAL_4() {
        Member member = team().member(ANNA).orElseThrow();
        Member elsewhere = new Member(
                ANNA, "Anna", "Mars/Olympus", Set.of(), Set.of(), List.of(), Set.of(), Optional.empty(), member.meta());
        MemberId nobody = new MemberId("0".repeat(32));

        assertThat(member.workWeek()).isEqualTo(WorkWeek.USUAL);
        assertThat(elsewhere.calendar(TimeZones.installed())).isEmpty();
        assertThat(MemberCalendars.of(team(), List.of(ANNA, nobody), TimeZones.installed()))
                .satisfies(calendars -> assertThat(calendars.known()).containsOnlyKeys(ANNA))
                .satisfies(calendars -> assertThat(calendars.unknown()).containsExactly(nobody));
    }

    @Test
    void aCalendarIsBroughtToWhatIsWantedFromWhatIsStored() {
        anna.apply(
                new AddHours(ANNA, shift("mon 09:00-12:00")),
                new AddHours(ANNA, shift("tue 09:00-12:00")),
                new AddDaysOff(ANNA, days("2026-12-24..2027-01-02")));

        anna.apply(
                CalendarEdits.week(member(), CalendarText.week("Tue-Wed 9-12").orElseThrow()));
        anna.apply(CalendarEdits.back(member(), days("2026-12-28..2026-12-29")));
        assertThat(member().week()).containsExactlyInAnyOrder(shift("tue 09:00-12:00"), shift("wed 09:00-12:00"));
        assertThat(member().daysOff())
                .containsExactlyInAnyOrder(days("2026-12-24..2026-12-27"), days("2026-12-30..2027-01-02"));
        assertThat(CalendarEdits.off(member(), days("2026-12-24..2026-12-27"))).isEmpty();
        assertThat(CalendarEdits.back(member(), days("2028-01-01"))).isEmpty();
    }

    private Member member() {
        return team().member(ANNA).orElseThrow();
    }

    private static Shift shift(String item) {
        return Shift.parse(item).orElseThrow();
    }

    private static DayRange days(String item) {
        return DayRange.parse(item).orElseThrow();
    }

    @Test
    void theTeamSaysWhenItsCyclesAre_SCHEMA_14() {
        Cycle review = Cycle.parse("2w 2026-11-26 10:00 30 Europe/Zurich").orElseThrow();
        Edited set = anna.apply(new SetCycle(CycleKind.REVIEW, Optional.of(review)));
        assertThat(team().cycles()).containsExactly(Map.entry(CycleKind.REVIEW, review));
        assertThat(set.events())
                .containsExactly(
                        new Event.CycleSet(CycleKind.REVIEW, Optional.empty(), Optional.of(review), anna.device()));

        anna.apply(new SetCycle(CycleKind.REVIEW, Optional.empty()));
        assertThat(team().cycles()).isEmpty();
        assertThat(anna.apply(new SetCycle(CycleKind.UPDATE, Optional.empty())).changes())
                .isEmpty();
    }

    @Test
    void theWorkspaceIsRenamed() {
        Edited edited = anna.apply(new SetName("Comet"));

        assertThat(team().name()).isEqualTo("Comet");
        assertThat(edited.events()).containsExactly(new Event.WorkspaceNamed("Orbit", "Comet", anna.device()));
    }

    @Test
    void statusesAreTheTeamsOwn() {
        anna.apply(
                new AddStatus(BLOCKED, "Blocked", StatusCategory.BACKLOG, 2.5),
                new SetCategory(BLOCKED, StatusCategory.ACTIVE),
                new SetTitle(BLOCKED, "Stuck"),
                new SetOrder(BLOCKED, 3.5));
        assertThat(team().statusesInOrder())
                .extracting(Status::name)
                .containsSequence("In progress", "Stuck", "On hold");
        assertThat(team().status(BLOCKED).orElseThrow().category()).isEqualTo(StatusCategory.ACTIVE);

        anna.apply(new Delete(BLOCKED, Set.of()));
        assertThat(team().statusesInOrder()).extracting(Status::name).doesNotContain("Stuck");
        anna.apply(new Purge(BLOCKED));
        assertThat(team().status(BLOCKED)).isEmpty();
    }

    @Test
    void boardsAndDocumentsAreTitledOrderedSourced() {
        Source source = Source.of("markdown", "docs/brief.md").with(Map.of("hash", "1234"));
        anna.apply(
                new SetTitle(ROADMAP, "Roadmap 2027"),
                new SetOrder(ROADMAP, 7),
                new SetExtra(ROADMAP, Optional.of("{\"version\":1}")),
                new SetTitle(BRIEF, "The brief"),
                new SetSource(BRIEF, source));

        BoardEntry board = team().board(ROADMAP).orElseThrow();
        assertThat(board.title()).isEqualTo("Roadmap 2027");
        assertThat(board.order()).isEqualTo(7);
        assertThat(board.meta().extra()).contains("{\"version\":1}");
        DocumentEntry document = team().document(BRIEF).orElseThrow();
        assertThat(document.title()).isEqualTo("The brief");
        assertThat(document.meta().source()).contains(source);
    }

    @Test
    void titlesAtOnceConflict_CONFLICT_1() {
        anna.apply(new SetTitle(BRIEF, "Anna's"));
        ben.apply(new SetTitle(BRIEF, "Ben's"));
        Peer.sync(anna, ben);

        assertThat(team().document(BRIEF)
                        .orElseThrow()
                        .meta()
                        .conflict(Field.TITLE)
                        .orElseThrow()
                        .candidates())
                .containsExactly(
                        new Conflict.Candidate(Optional.of("Ben's"), ben.device()),
                        new Conflict.Candidate(Optional.of("Anna's"), anna.device()));
    }

    @Test
    void aDocumentDeletedAsItWasKnownIsInTheTrash_LIFE_8() {
        anna.apply(new Delete(BRIEF, Set.of(HEAD)));
        Peer.sync(anna, ben);

        DocumentEntry entry = team().document(BRIEF).orElseThrow();
        assertThat(entry.deleted(Set.of(HEAD))).isTrue();
        assertThat(entry.deleted(Set.of())).isTrue();
        assertThat(entry.deleted(Set.of(LATER))).isFalse();
        assertThat(entry.deleted(Set.of(HEAD, LATER))).isFalse();

        anna.apply(new Restore(BRIEF));
        assertThat(team().document(BRIEF).orElseThrow().deleted(Set.of(HEAD))).isFalse();
    }

    @Test
    void aBoardThatTwoDeletedEachAfterTheirOwnEditIsInTheTrash_LIFE_8() {
        anna.apply(new Delete(ROADMAP, Set.of(HEAD)));
        ben.apply(new Delete(ROADMAP, Set.of(LATER)));
        Peer.sync(anna, ben);

        BoardEntry entry = team().board(ROADMAP).orElseThrow();
        assertThat(entry.deletedAt()).containsExactlyInAnyOrder(HEAD, LATER);
        assertThat(entry.deleted(Set.of(HEAD, LATER))).isTrue();
    }

    @Test
    void aDocumentRetitledWhileItWasDeletedIsThere_LIFE_3() {
        anna.apply(new Delete(BRIEF, Set.of(HEAD)));
        ben.apply(new SetTitle(BRIEF, "Needed"));
        Peer.sync(anna, ben);

        DocumentEntry entry = team().document(BRIEF).orElseThrow();
        assertThat(entry.deleted(Set.of(HEAD))).isFalse();
        assertThat(entry.meta().life().revival()).isPresent();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Create("again"), "made already"),
                Arguments.of(new SetName(" "), "blank"),
                Arguments.of(new AddMember(ANNA, "Anna", "Europe/Zurich"), "There is a member " + ANNA + " already"),
                Arguments.of(
                        new AddMember(new MemberId("0".repeat(32)), "Zoe", "Mars/Olympus"),
                        "\"Mars/Olympus\" is not a time zone"),
                Arguments.of(new AddMember(new MemberId("0".repeat(32)), "", "Europe/Zurich"), "blank"),
                Arguments.of(new SetZone(ANNA, ""), "is not a time zone"),
                Arguments.of(new AddDevice(new MemberId("0".repeat(32)), device()), "There is no member"),
                Arguments.of(new SetTitle(BLOCKED, "x"), "There is no status"),
                Arguments.of(new SetTitle(ANNA, ""), "blank"),
                Arguments.of(new AddBoard(ROADMAP, "x", 0), "There is a board"),
                Arguments.of(new AddDocument(BRIEF, "x"), "There is a document"),
                Arguments.of(new AddBoard(new BoardId("0".repeat(32)), "x", Double.NaN), "number"),
                Arguments.of(new SetOrder(BRIEF, 1), "Documents have no order"),
                Arguments.of(new SetOrder(ANNA, 1), "Members have no order"),
                Arguments.of(new Delete(ANNA, Set.of()), "A member cannot be put into the trash"),
                Arguments.of(new Purge(BRIEF), "not in the trash"));
    }

    private static DeviceId device() {
        return DeviceId.ofHex("01".repeat(16));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInOneSentenceAndWritesNothing_MODEL_2(TeamIntent intent, String sentence) {
        Team before = team();
        IntentRefused refused =
                catchThrowableOfType(IntentRefused.class, () -> anna.apply(List.of(new SetName("Other"), intent)));

        assertThat(refused).isNotNull();
        assertThat(refused.index()).isEqualTo(1);
        assertThat(refused).hasMessageContaining(sentence).hasMessageEndingWith(".");
        assertThat(team()).isEqualTo(before);
    }
}
