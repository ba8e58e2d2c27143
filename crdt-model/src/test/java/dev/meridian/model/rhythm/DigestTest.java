package dev.meridian.model.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.rhythm.page.DigestJson;
import dev.meridian.model.rhythm.page.DigestSheet;
import dev.meridian.model.rhythm.page.Reading;
import dev.meridian.model.rhythm.page.SheetHtml;
import dev.meridian.model.rhythm.page.SheetMarkdown;
import dev.meridian.model.rhythm.page.SheetText;
import dev.meridian.model.team.DefaultStatus;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final int INES = 1;
    private static final int KENJI = 2;
    private static final MemberId INES_ID = new MemberId("1".repeat(32));
    private static final MemberId KENJI_ID = new MemberId("2".repeat(32));
    private static final BoardId BOARD = new BoardId("b".repeat(32));
    private static final CardId LOGIN = new CardId("c1".repeat(16));
    private static final CardId EXPORT = new CardId("c2".repeat(16));
    private static final CardId THEME = new CardId("c3".repeat(16));

    private final Story story = new Story();
    private Instant clock = Instant.parse("2027-03-01T08:00:00Z");

    @BeforeEach
    void threeCards() {
        story.team(
                INES,
                next(),
                false,
                List.of(
                        new TeamIntent.Create("Team"),
                        new TeamIntent.AddMember(INES_ID, "Ines", "Europe/Lisbon"),
                        new TeamIntent.AddMember(KENJI_ID, "Kenji", "Asia/Tokyo"),
                        new TeamIntent.AddDevice(INES_ID, Story.device(INES)),
                        new TeamIntent.AddDevice(KENJI_ID, Story.device(KENJI)),
                        new TeamIntent.AddBoard(BOARD, "Roadmap", 1)));
        board(
                INES,
                new BoardIntent.Create(),
                new BoardIntent.AddCard(LOGIN, "Login", new Position(0, 0), Size.CARD),
                new BoardIntent.AddCard(EXPORT, "Export", new Position(0, 200), Size.CARD),
                new BoardIntent.AddCard(THEME, "Theme", new Position(0, 400), Size.CARD),
                status(LOGIN, DefaultStatus.READY),
                status(EXPORT, DefaultStatus.IN_PROGRESS),
                status(THEME, DefaultStatus.IDEA),
                new BoardIntent.AddOwner(LOGIN, Owner.of(INES_ID)),
                new BoardIntent.AddOwner(EXPORT, Owner.of(KENJI_ID)),
                new BoardIntent.SetTargetDate(LOGIN, Optional.of(LocalDate.parse("2027-04-01"))));
        story.look();
    }

    @AfterEach
    void close() {
        story.close();
    }

    private Instant next() {
        clock = clock.plusSeconds(3600);
        return clock;
    }

    private void board(int device, BoardIntent... intents) {
        story.board(BOARD, device, next(), false, List.of(intents));
    }

    private static BoardIntent status(CardId card, DefaultStatus status) {
        return new BoardIntent.SetStatus(card, Optional.of(status.id()), Optional.empty());
    }

    private Digest digest() {
        return digest(Matters.NONE);
    }

    private Digest digest(Matters matters) {
        return DigestFold.of(story.period(), matters, new Asking(Optional.of(INES_ID), clock));
    }

    private static List<CardId> ids(List<CardLine> lines) {
        return lines.stream().map(line -> line.card().card()).toList();
    }

    @Test
    void tellsTheNetChangeOldToNewWithAllWhoMadeIt_RHY_1_RHY_2() {
        board(KENJI, status(LOGIN, DefaultStatus.IN_PROGRESS));
        board(INES, status(LOGIN, DefaultStatus.IN_REVIEW));

        Digest digest = digest();

        assertThat(ids(digest.moved())).containsExactly(LOGIN);
        Change change = digest.moved().getFirst().change(What.STATUS).orElseThrow();
        assertThat(change.from()).contains("Ready");
        assertThat(change.to()).contains("In review");
        assertThat(change.by()).extracting(Person::name).containsExactly("Kenji", "Ines");
        assertThat(change.at()).contains(clock);
    }

    @Test
    void whatCameBackToWhereItWasDidNotMove_RHY_1() {
        board(KENJI, status(LOGIN, DefaultStatus.IN_PROGRESS));
        board(KENJI, status(LOGIN, DefaultStatus.READY));

        assertThat(digest().isEmpty()).isTrue();
        assertThat(ids(digest().still())).containsExactly(EXPORT, LOGIN);
    }

    @Test
    void cardsUnderWayThatDidNotMoveAreListedAndIdeasAreNot_RHY_3() {
        assertThat(ids(digest().still())).containsExactly(EXPORT, LOGIN);
        assertThat(digest().isEmpty()).isTrue();
    }

    @Test
    void aCardThatSlippedHasNoReasonUntilSomebodyGivesOne_RHY_4() {
        board(INES, new BoardIntent.SetTargetDate(LOGIN, Optional.of(LocalDate.parse("2027-04-15"))));
        assertThat(digest().moved().getFirst().why()).contains(Why.NONE);

        Person ines = new Person(Optional.of(INES_ID), "Ines", Optional.of("Europe/Lisbon"));
        Remark remark = new Remark(
                LOGIN.hex(),
                ines,
                Optional.of(next()),
                "The provider is late.\nMore.",
                java.util.Set.of(),
                false,
                false,
                true);
        Why why = digest(new Matters(List.of(remark), List.of(), List.of()))
                .moved()
                .getFirst()
                .why()
                .orElseThrow();
        assertThat(why.source()).isEqualTo(Why.Source.COMMENT);
        assertThat(why.text()).isEqualTo("The provider is late.");
    }

    @Test
    void aStillCardWaitsForWhatBlocksIt_RHY_4() {
        board(
                INES,
                new BoardIntent.AddDependency(new DependencyId("d".repeat(32)), EXPORT, LOGIN, DependencyKind.BLOCKS));

        CardLine login = digest().still().stream()
                .filter(line -> line.card().card().equals(LOGIN))
                .findFirst()
                .orElseThrow();
        assertThat(login.why().orElseThrow().text()).isEqualTo("waits for Export (In progress)");
        assertThat(login.change(What.BLOCKED_BY).orElseThrow().to()).contains("Export");
        assertThat(login.change(What.BLOCKED_BY).orElseThrow().by())
                .extracting(Person::name)
                .containsExactly("Ines");
    }

    @Test
    void aCardThatWasOnlyDraggedIsRearranged_RHY_1() {
        board(KENJI, new BoardIntent.Move(THEME, new Position(500, 500)));

        assertThat(ids(digest().rearranged())).containsExactly(THEME);
        assertThat(digest().moved()).isEmpty();
    }

    @Test
    void whatWaitsForTheReaderIsSaid_RHY_5() {
        board(KENJI, new BoardIntent.AddOwner(THEME, Owner.of(INES_ID)));

        assertThat(digest().needs()).extracting(Need::kind).containsExactly(Need.Kind.REASON, Need.Kind.NEW);
    }

    @Test
    void anOwnerIsAskedOnceForAReasonWhenTheirWorkingDayBegins_RHY_10_RHY_11() {
        Digest digest = digest();
        WeeklyUpdate update = UpdateFold.of(
                digest,
                "2027-W09",
                id -> story.state().team().member(id).flatMap(member -> member.calendar(TimeZones.installed())));

        assertThat(update.owners()).extracting(each -> each.owner().name()).containsExactly("Ines", "Kenji");
        assertThat(update.owners()).allMatch(each -> each.unexplained() == 1);
        // It is Monday, 10:00 in Lisbon and 19:00 in Tokyo, where the day is over.
        assertThat(update.nudges())
                .extracting(Nudge::at)
                .containsExactly(
                        Optional.of(Instant.parse("2027-03-01T09:00:00Z")),
                        Optional.of(Instant.parse("2027-03-02T00:00:00Z")));
    }

    @Test
    void whatPeopleWroteBecomesNoMarkup_RHY_9() {
        board(KENJI, new BoardIntent.SetTitle(LOGIN, "<script>alert(1)</script> [x](javascript:y) \u202E"));
        board(KENJI, status(LOGIN, DefaultStatus.DONE));

        Reading reading = Reading.in(ZoneId.of("Europe/Lisbon"), "https://plan.example.org/");
        assertThat(SheetHtml.print(DigestSheet.of(digest()), reading))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "src=", "\u202E");
        assertThat(SheetMarkdown.print(DigestSheet.of(digest()), reading))
                .contains("\\<script\\>", "\\[x\\](javascript");
    }

    @Test
    void printsInTheReadersZoneWithTheAuthorsAlongside_RHY_9() {
        board(KENJI, status(LOGIN, DefaultStatus.IN_PROGRESS));

        String text = SheetText.print(DigestSheet.of(digest()), Reading.in(ZoneId.of("Europe/Lisbon")));
        assertThat(text)
                .contains("status Ready → In progress (Kenji, Mon 1 Mar 2027 11:00 (20:00 for Kenji))")
                .contains("Login  In progress, Ines, due 2027-04-01");
        assertThat(DigestJson.of(digest()).print()).contains("\"what\": \"status\"");
    }
}
