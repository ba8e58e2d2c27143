package dev.meridian.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextMergeTest {

    private static final int[] ALPHABET = "ab \né森🚢".codePoints().toArray();
    private static final String BASE = "The crews say never.\nThe insurers say two hours.\n";

    @Test
    void bothEditsOfOneTextAreInTheResult() {
        assertThat(TextMerge.merge(
                        BASE,
                        "The crews of both ships say never.\nThe insurers say two hours.\n",
                        "The crews say never.\nThe insurers say two hours, and mean it.\n"))
                .isEqualTo("The crews of both ships say never.\nThe insurers say two hours, and mean it.\n");
    }

    @Test
    void whatOneDeletedIsGoneAndWhatTheOtherInsertedStays() {
        assertThat(TextMerge.merge("one two three\n", "one three\n", "one two three four\n"))
                .isEqualTo("one three four\n");
        assertThat(TextMerge.merge("x\n", "", "x\ny\n")).isEqualTo("y\n");
    }

    @Test
    void aTextThatOnlyOneChangedIsThatOnes() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String base = text(random, 40);
            String changed = text(random, 40);
            assertThat(TextMerge.merge(base, changed, base)).isEqualTo(changed);
            assertThat(TextMerge.merge(base, base, changed)).isEqualTo(changed);
        }
    }

    private static String text(Random random, int codePoints) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < codePoints; i++) {
            text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
