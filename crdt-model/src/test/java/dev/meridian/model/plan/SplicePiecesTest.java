package dev.meridian.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.text.Splice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplicePiecesTest {

    private static String apply(String before, List<List<Splice>> pieces) {
        StringBuilder text = new StringBuilder(before);
        for (List<Splice> piece : pieces) {
            for (Splice splice : piece) {
                int start = text.offsetByCodePoints(0, splice.position());
                text.replace(start, text.offsetByCodePoints(start, splice.deleteCount()), splice.insert());
            }
        }
        return text.toString();
    }

    @Test
    void piecesDoTheSameAsTheWhole_MODEL_8() {
        String before = "ab😀".repeat(3_000);
        String insert = "x😀".repeat(5_000);
        List<List<Splice>> pieces = SplicePieces.of(List.of(new Splice(10, 7_000, insert), Splice.insert(0, "start ")));

        assertThat(apply(before, pieces))
                .isEqualTo(apply(before, List.of(List.of(new Splice(10, 7_000, insert), Splice.insert(0, "start ")))));
        assertThat(pieces).hasSizeGreaterThan(5);
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(piece.stream()
                                .mapToInt(splice -> splice.deleteCount()
                                        + splice.insert()
                                                .codePointCount(
                                                        0, splice.insert().length()))
                                .sum())
                        .isLessThanOrEqualTo(Limits.PIECE_CHARS));
    }

    @Test
    void noSpliceIsNoPiece() {
        assertThat(SplicePieces.of(List.of())).isEmpty();
    }

    @Test
    void manySmallSplicesAreSeveralPieces() {
        List<Splice> splices = new ArrayList<>(Collections.nCopies(250, Splice.insert(0, "x")));

        assertThat(SplicePieces.of(splices)).hasSize(3);
    }
}
