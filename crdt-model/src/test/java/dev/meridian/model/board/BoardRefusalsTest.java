package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.arrow;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static dev.meridian.model.board.Boards.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddLabel;
import dev.meridian.model.intent.BoardIntent.AddOwner;
import dev.meridian.model.intent.BoardIntent.Create;
import dev.meridian.model.intent.BoardIntent.Delete;
import dev.meridian.model.intent.BoardIntent.EditDescription;
import dev.meridian.model.intent.BoardIntent.Move;
import dev.meridian.model.intent.BoardIntent.Purge;
import dev.meridian.model.intent.BoardIntent.Restore;
import dev.meridian.model.intent.BoardIntent.SetColor;
import dev.meridian.model.intent.BoardIntent.SetEstimate;
import dev.meridian.model.intent.BoardIntent.SetExtra;
import dev.meridian.model.intent.BoardIntent.SetGroup;
import dev.meridian.model.intent.BoardIntent.SetOrder;
import dev.meridian.model.intent.BoardIntent.SetSource;
import dev.meridian.model.intent.BoardIntent.SetTargetDate;
import dev.meridian.model.intent.BoardIntent.SetTitle;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a board refuses, in one sentence, with nothing written. */
class BoardRefusalsTest {

    private final Peer<Board, BoardIntent> peer = Boards.created(1);

    @AfterEach
    void close() {
        peer.close();
    }

    private IntentRefused refusal(BoardIntent... intents) {
        return catchThrowableOfType(IntentRefused.class, () -> peer.apply(intents));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Create(), "made already"),
                Arguments.of(add(1, "again"), "There is a card " + card(1) + " already"),
                Arguments.of(add(9, "two\nlines"), "one line"),
                Arguments.of(add(9, "x".repeat(1_001)), "more than 1000 characters"),
                Arguments.of(add(9, "\ud800"), "half a character"),
                Arguments.of(new SetTitle(card(8), "x"), "There is no card " + card(8)),
                Arguments.of(new SetTitle(group(8), "x"), "There is no group"),
                Arguments.of(new SetTitle(card(2), "x"), "is in the trash: restore it first"),
                Arguments.of(new Move(card(2), Position.ORIGIN), "is in the trash"),
                Arguments.of(new Purge(card(1)), "is not in the trash: delete it first"),
                Arguments.of(new Delete(card(8)), "There is no card"),
                Arguments.of(new Restore(arrow(8)), "There is no dependency"),
                Arguments.of(blocks(1, 1, 1), "cannot lead back to where it starts"),
                Arguments.of(blocks(1, 1, 8), "There is no card " + card(8)),
                Arguments.of(blocks(1, 1, 2), "is in the trash"),
                Arguments.of(new SetGroup(card(1), Optional.of(group(8))), "There is no group"),
                Arguments.of(new EditDescription(card(1), List.of(Splice.insert(1, "x"))), "The text has 0 characters"),
                Arguments.of(
                        new EditDescription(card(1), List.of(Splice.insert(0, "abc"), Splice.delete(2, 2))),
                        "The text has 3 characters: nothing to replace from 2 on, 2 long."),
                Arguments.of(new EditDescription(card(1), List.of(Splice.insert(0, "\udc00"))), "unpaired surrogate"),
                Arguments.of(new AddLabel(card(1), " "), "The label is blank"),
                Arguments.of(new AddLabel(card(1), "l".repeat(201)), "more than 200 characters"),
                Arguments.of(new AddOwner(card(1), Owner.named("")), "The owner is blank"),
                Arguments.of(new SetOrder(card(1), Double.NaN), "must be a number"),
                Arguments.of(new SetColor(card(1), Optional.of("7")), "not \"7\""),
                Arguments.of(new SetColor(card(1), Optional.of("#12345")), "A color is"),
                Arguments.of(new SetEstimate(card(1), Optional.of(-1.0)), "0 or more"),
                Arguments.of(new SetTargetDate(card(1), Optional.of(LocalDate.of(10_000, 1, 1))), "out of range"),
                Arguments.of(new SetExtra(card(1), Optional.of("[]")), "not a JSON object"),
                Arguments.of(new SetExtra(card(1), Optional.of("{\"a\":\"" + "x".repeat(50_000) + "\"}")), "bytes"),
                Arguments.of(
                        new SetSource(card(1), Source.of("csv", "1").with(Map.of("d", "x".repeat(60_000)))), "bytes"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInOneSentenceAndWritesNothing_MODEL_2(BoardIntent intent, String sentence) {
        peer.apply(add(1, "One"), add(2, "Two"));
        peer.apply(new Delete(card(2)));
        Board before = peer.snapshot();

        IntentRefused refused = refusal(new SetTitle(card(1), "changed"), add(5, "new"), intent);

        assertThat(refused).isNotNull();
        assertThat(refused.index()).isEqualTo(2);
        assertThat(refused).hasMessageContaining(sentence).hasMessageEndingWith(".");
        assertThat(peer.snapshot()).isEqualTo(before);
        assertThat(peer.reopened()).isEqualTo(before);
    }

    @Test
    void aDocumentBeginsWithItsCreation_MODEL_1() {
        try (Peer<Board, BoardIntent> empty = Boards.peer(2)) {
            assertThat(empty.snapshot()).isEqualTo(Board.NOT_HERE);
            IntentRefused refused = catchThrowableOfType(IntentRefused.class, () -> empty.apply(add(1, "One")));
            assertThat(refused).hasMessageContaining("not here yet");
        }
    }

    @Test
    void anotherKindOfDocumentIsNoBoard_MODEL_1() {
        Replica replica = Replica.create(ActorId.of(peer.device(), 7));
        TextDocument text = TextDocument.open(replica);
        text.apply(List.of(new DocumentIntent.Create()));
        try (BoardDocument board = BoardDocument.open(replica)) {
            assertThat(board.snapshot().exists()).isFalse();
            IntentRefused refused =
                    catchThrowableOfType(IntentRefused.class, () -> board.apply(List.of(add(1, "One"))));
            assertThat(refused).hasMessage("This is not a board but a document.");
        }
    }

    @Test
    void aNewerSchemaIsReadButNotWritten_MODEL_3() {
        peer.apply(add(1, "One"));
        Replica replica = peer.document().replica();
        replica.edit(editor -> editor.put(ObjectId.ROOT, "schema", 2L));
        try (BoardDocument board = BoardDocument.open(replica)) {
            assertThat(board.snapshot().schema()).isEqualTo(2);
            assertThat(board.snapshot().cards()).containsOnlyKeys(card(1));
            IntentRefused refused =
                    catchThrowableOfType(IntentRefused.class, () -> board.apply(List.of(add(2, "Two"))));
            assertThat(refused).hasMessageContaining("upgrade");
        }
    }
}
