package dev.meridian.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Both sides of a benchmark do the same work, or their ratio says nothing. */
class FixturesTest {
    @Test
    void theBareMoveWritesWhatTheModelWrites() {
        BoardFixture fixture = BoardFixture.create();
        CardId card = fixture.shuffled(1).getFirst();
        try (BoardDocument board = fixture.open(Actors.HERE);
                BareBoard bare = BareBoard.open(fixture)) {
            byte[] byModel = board.apply(List.of(new BoardIntent.Move(card, new Position(7, 8))))
                    .changes()
                    .getFirst()
                    .change()
                    .chunk();
            byte[] byHand =
                    bare.move(Objects.requireNonNull(bare.maps(List.of(card)).get(card)), "7 8", 2);

            assertThat(board.snapshot().cards()).hasSize(BoardFixture.CARDS);
            assertThat(byHand).hasSameSizeAs(byModel);
        }
    }

    @Test
    void theTraceEndsInItsText() {
        EditingTrace trace = EditingTrace.read();
        StringBuilder text = new StringBuilder();
        for (Splice splice : trace.splices()) {
            text.replace(splice.position(), splice.position() + splice.deleteCount(), splice.insert());
        }

        assertThat(trace.requireEnd(text.toString())).isPositive();
    }
}
