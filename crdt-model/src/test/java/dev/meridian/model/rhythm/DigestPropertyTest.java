package dev.meridian.model.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.rhythm.page.DigestJson;
import dev.meridian.model.rhythm.page.DigestSheet;
import dev.meridian.model.rhythm.page.Reading;
import dev.meridian.model.rhythm.page.SheetHtml;
import dev.meridian.model.rhythm.page.SheetMarkdown;
import dev.meridian.model.rhythm.page.SheetText;
import dev.meridian.model.team.DefaultStatus;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestPropertyTest {

    private static final BoardId BOARD = new BoardId("b".repeat(32));
    private static final int CARDS = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everyChangedCardStandsInExactlyOneList_RHY_1(long seed) {
        Random random = new Random(seed);
        try (Story story = new Story()) {
            Instant at = Instant.parse("2027-03-01T09:00:00Z");
            story.team(
                    1, at, false, List.of(new TeamIntent.Create("Team"), new TeamIntent.AddBoard(BOARD, "Board", 1)));
            List<BoardIntent> intents = new ArrayList<>(List.of(new BoardIntent.Create()));
            for (int i = 0; i < CARDS; i++) {
                intents.add(new BoardIntent.AddCard(card(i), "Card " + i, Position.ORIGIN, Size.CARD));
                intents.add(status(card(i), random));
            }
            story.board(BOARD, 1, at, false, intents);
            story.look();
            for (int i = 0; i < 15; i++) {
                story.board(BOARD, 1 + random.nextInt(2), at.plusSeconds(i), false, List.of(random(random)));
            }
            Period period = story.period();
            Digest digest = DigestFold.of(period, Matters.of(period, List.of()), asking(at));

            List<CardId> told = Stream.of(digest.moved(), digest.still(), digest.edited(), digest.rearranged())
                    .flatMap(List::stream)
                    .map(line -> line.card().card())
                    .toList();
            assertThat(told).doesNotHaveDuplicates();
            for (int i = 0; i < CARDS; i++) {
                if (shown(period.before().boards().getOrDefault(BOARD, Board.NOT_HERE), i)
                        .equals(shown(period.after().boards().getOrDefault(BOARD, Board.NOT_HERE), i))) {
                    CardId id = card(i);
                    assertThat(digest.moved())
                            .noneMatch(line -> line.card().card().equals(id));
                } else {
                    assertThat(told).contains(card(i));
                }
            }
            prints(digest);
            Period nothing = new Period(period.to(), period.to(), period.after(), period.after(), List.of());
            assertThat(DigestFold.of(nothing, Matters.NONE, asking(at)).isEmpty())
                    .isTrue();
        }
    }

    private static void prints(Digest digest) {
        Reading reading = Reading.in(ZoneId.of("Pacific/Kiritimati"), "https://plan.example.org");
        assertThat(SheetText.print(DigestSheet.of(digest), reading)).isNotBlank();
        assertThat(SheetMarkdown.print(DigestSheet.of(digest), reading)).startsWith("# ");
        assertThat(SheetHtml.print(DigestSheet.of(digest), reading)).doesNotContain("<script", "src=");
        assertThat(DigestJson.of(digest).print()).startsWith("{");
    }

    private static Asking asking(Instant at) {
        return new Asking(Optional.empty(), at);
    }

    private static CardId card(int i) {
        return new CardId("%032x".formatted(0xc0 + i));
    }

    /** What a reader sees of a card: edits of what nobody sees are none. */
    private static Object shown(Board board, int i) {
        Optional<Card> card = board.card(card(i)).filter(each -> !each.deleted());
        return card.map(each -> List.of(
                        each.title(), each.status(), each.targetDate(), each.position(), each.pinned(), each.labels()))
                .orElse(List.of());
    }

    private static BoardIntent status(CardId card, Random random) {
        DefaultStatus[] all = DefaultStatus.values();
        return new BoardIntent.SetStatus(card, Optional.of(all[random.nextInt(all.length)].id()), Optional.empty());
    }

    private static BoardIntent random(Random random) {
        CardId card = card(random.nextInt(CARDS / 2));
        return switch (random.nextInt(6)) {
            case 0 -> status(card, random);
            case 1 -> new BoardIntent.SetTargetDate(card, Optional.of(LocalDate.of(2027, 5, 1 + random.nextInt(3))));
            case 2 -> new BoardIntent.Move(card, new Position(random.nextInt(2), random.nextInt(2)));
            case 3 -> new BoardIntent.SetTitle(card, "Title <b>" + random.nextInt(2));
            case 4 -> new BoardIntent.SetPinned(card, random.nextBoolean());
            default -> new BoardIntent.AddLabel(card, "label " + random.nextInt(2));
        };
    }
}
