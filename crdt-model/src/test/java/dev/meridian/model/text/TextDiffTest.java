package dev.meridian.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    private static String apply(String before, List<Splice> splices) {
        StringBuilder text = new StringBuilder(before);
        for (Splice splice : splices) {
            int start = text.offsetByCodePoints(0, splice.position());
            text.replace(start, text.offsetByCodePoints(start, splice.deleteCount()), splice.insert());
        }
        return text.toString();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("the ", "quick ", "fox\n", "\n", "a", "é", "😀", "# T\n", "- x\n", " ", "foxes")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }

    @Property
    void splicesLeadFromOneTextToTheOther_TEXT_3(@ForAll("texts") String before, @ForAll("texts") String after) {
        assertThat(apply(before, TextDiff.splices(before, after))).isEqualTo(after);
    }

    @Test
    void equalTextsNeedNoSplice() {
        assertThat(TextDiff.splices("same\n", "same\n")).isEmpty();
    }

    @Test
    void aChangedWordIsOneSplice() {
        assertThat(TextDiff.splices("one two three\nfour\n", "one 2 three\nfour\n"))
                .containsExactly(new Splice(4, 3, "2"));
    }

    @Test
    void editsInTwoParagraphsStayApart() {
        String before = "# Title\n\nFirst paragraph.\n\nMiddle.\n\nLast paragraph.\n";
        String after = "# Title\n\nFirst long paragraph.\n\nMiddle.\n\nLast paragraph, changed.\n";

        assertThat(TextDiff.splices(before, after))
                .containsExactly(Splice.insert(15, "long "), Splice.insert(55, ", changed"));
    }

    @Test
    void anInsertedLineIsOneSplice() {
        assertThat(TextDiff.splices("- a\n- b\n- c\n", "- a\n- new\n- b\n- c\n"))
                .hasSize(1);
    }

    @Test
    void positionsAreCodePoints_TEXT_1() {
        assertThat(TextDiff.splices("😀😀 x", "😀😀 y")).containsExactly(new Splice(3, 1, "y"));
    }

    @Test
    void aRewrittenLineIsReplacedAsAWhole() {
        assertThat(TextDiff.splices("keep\nalpha beta gamma delta\nkeep\n", "keep\nno word is common, none\nkeep\n"))
                .hasSize(1);
    }

    @Test
    void hugeDifferencesAreReplacedRatherThanSearched() {
        Random random = new Random(1);
        String before = words(random, 50_000);
        String after = words(random, 50_000);

        assertThat(apply(before, TextDiff.splices(before, after))).isEqualTo(after);
    }

    private static String words(Random random, int count) {
        StringJoiner words = new StringJoiner("\n");
        for (int i = 0; i < count; i++) {
            words.add("w" + random.nextInt(1_000));
        }
        return words.toString();
    }
}
