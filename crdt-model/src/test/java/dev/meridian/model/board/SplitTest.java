package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.automerge.GateCaps;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddLabel;
import dev.meridian.model.intent.BoardIntent.EditDescription;
import dev.meridian.model.intent.BoardIntent.Move;
import dev.meridian.model.intent.BoardIntent.SetExtra;
import dev.meridian.model.intent.BoardIntent.SetTitle;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of intents that exceed what one change may hold. */
class SplitTest {

    private final Peer<Board, BoardIntent> anna = Boards.created(1);
    private final Peer<Board, BoardIntent> ben = Boards.peer(2);

    @AfterEach
    void close() {
        anna.close();
        ben.close();
    }

    private void benHasItAll(Edited edited) {
        assertThat(edited.changes()).allSatisfy(SplitTest::fits);
        ben.receiveFrom(anna);
        assertThat(ben.snapshot()).isEqualTo(anna.snapshot());
    }

    private static void fits(LocalChange change) {
        assertThat(change.change().chunk().length).isLessThan(GateCaps.DEFAULT.chunkBytesMax());
    }

    @Test
    void aBigImportIsSeveralChangesAndOneEdit_MODEL_8() {
        List<BoardIntent> intents = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            intents.add(add(i, "Card " + i));
            intents.add(new AddLabel(card(i), "imported"));
            intents.add(new EditDescription(card(i), List.of(Splice.insert(0, "About card " + i))));
        }
        Edited edited = anna.apply(intents);

        assertThat(edited.changes()).hasSizeGreaterThan(3);
        assertThat(edited.events().stream().filter(event -> event instanceof Event.Added))
                .hasSize(3_000);
        assertThat(anna.snapshot().cards()).hasSize(3_000);
        assertThat(anna.snapshot().card(card(2_999)).orElseThrow().description())
                .isEqualTo("About card 2999");
        benHasItAll(edited);
    }

    @Test
    void whereTheLastOfABigImportIsRefusedNothingIsWritten_MODEL_2() {
        Board before = anna.snapshot();
        List<BoardIntent> intents = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            intents.add(add(i, "Card " + i));
        }
        intents.add(blocks(1, 1, 77_777));
        IntentRefused refused = catchThrowableOfType(IntentRefused.class, () -> anna.apply(intents));

        assertThat(refused.index()).isEqualTo(3_000);
        assertThat(anna.snapshot()).isEqualTo(before);
        assertThat(anna.document().replica().changeCount()).isEqualTo(1);
    }

    @Test
    void aLongDescriptionIsCut_MODEL_8() {
        String text = "All work and no play. 😀\n".repeat(4_000);
        Edited edited = anna.apply(
                add(1, "Long"),
                new EditDescription(card(1), List.of(Splice.insert(0, text))),
                new SetTitle(card(1), "L"));

        assertThat(edited.changes()).hasSizeGreaterThan(5);
        assertThat(anna.snapshot().card(card(1)).orElseThrow().description()).isEqualTo(text);
        benHasItAll(edited);

        Edited emptied = anna.apply(new EditDescription(
                card(1), List.of(Splice.delete(0, text.codePointCount(0, text.length())))));
        assertThat(anna.snapshot().card(card(1)).orElseThrow().description()).isEmpty();
        benHasItAll(emptied);
    }

    @Test
    void aLayoutThatMovesEveryCardIsCut_MODEL_8() {
        List<BoardIntent> cards = new ArrayList<>();
        List<BoardIntent> moves = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            cards.add(add(i, "Card"));
            moves.add(new Move(card(i), new Position(i, -i - 1)));
        }
        anna.apply(cards);
        Edited edited = anna.apply(moves);

        assertThat(edited.events()).hasSize(9_000).allMatch(event -> event instanceof Event.Moved);
        assertThat(anna.snapshot().cards().values())
                .allMatch(card -> card.meta().life().edits() == 2);
        benHasItAll(edited);
    }

    @Test
    void emptyingTheTrashOfACardWithThousandsOfArrowsWorks_LIFE_6() {
        List<BoardIntent> intents = new ArrayList<>(List.of(add(0, "Hub")));
        for (int i = 1; i <= 3_000; i++) {
            intents.add(add(i, "Card"));
            intents.add(blocks(i, 0, i));
        }
        intents.add(new BoardIntent.Delete(card(0)));
        anna.apply(intents);
        Edited edited = anna.apply(new BoardIntent.Purge(card(0)));

        assertThat(anna.snapshot().card(card(0))).isEmpty();
        assertThat(anna.snapshot().dependencies()).hasSize(2_000);
        benHasItAll(edited);
    }

    @Test
    void oneCardMovedTwoThousandTimesInOneListIsCut_MODEL_8() {
        List<BoardIntent> intents = new ArrayList<>(List.of(add(1, "Restless")));
        for (int i = 1; i <= 2_000; i++) {
            intents.add(new Move(card(1), new Position(i, i)));
        }
        Edited edited = anna.apply(intents);

        assertThat(anna.snapshot().card(card(1)).orElseThrow().position()).isEqualTo(new Position(2_000, 2_000));
        benHasItAll(edited);
    }

    @Test
    void twoThousandInsertionsAtOnePlaceAreCut_MODEL_8() {
        List<Splice> splices = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            splices.add(Splice.insert(0, "x"));
        }
        Edited edited = anna.apply(add(1, "Typed backwards"), new EditDescription(card(1), splices));

        assertThat(anna.snapshot().card(card(1)).orElseThrow().description()).hasSize(2_500);
        benHasItAll(edited);
    }

    @Test
    void manyLargeValuesAreCutByBytes_MODEL_8() {
        List<BoardIntent> intents = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            intents.add(add(i, "Card"));
            // Hardly compressible, so that the bytes that travel count.
            String noise = noise(i);
            intents.add(new SetExtra(card(i), Optional.of("{\"noise\":\"" + noise + "\"}")));
        }
        Edited edited = anna.apply(intents);

        assertThat(edited.changes()).hasSizeGreaterThan(4);
        benHasItAll(edited);
    }

    private static String noise(int seed) {
        java.util.Random random = new java.util.Random(seed);
        StringBuilder noise = new StringBuilder();
        while (noise.length() < 40_000) {
            noise.append((char) ('!' + random.nextInt(90)));
        }
        return noise.toString().replace("\\", "/").replace("\"", "'");
    }

    @Test
    void idsOfManyCardsLieInAllShards_SCHEMA_3() {
        List<BoardIntent> intents = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            intents.add(add(i, "Card"));
        }
        Edited edited = anna.apply(intents);

        assertThat(edited.changes()).hasSize(1);
        assertThat(anna.snapshot().cards().keySet().stream().map(CardId::hex).map(hex -> hex.substring(0, 2)))
                .doesNotHaveDuplicates()
                .hasSize(256);
    }
}
