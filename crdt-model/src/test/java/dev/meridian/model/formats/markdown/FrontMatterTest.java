package dev.meridian.model.formats.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FrontMatterTest {

    @Test
    void keysOfOursAreReadAndOthersStayAsWritten_FMT_MD_2() throws BadInput {
        String raw =
                "title: \"A: b\" # why\nauthor:\n  name: x\n  mail: |\n    y\ncards: [one, 'it''s', [[two]]]\n# end";
        FrontMatter front = split("---\n" + raw + "\n---\nBody").front();
        assertThat(front.scalar("title", SOURCE)).contains("A: b");
        assertThat(front.list("cards", SOURCE)).containsExactly("one", "it's", "[[two]]");
        assertThat(front.raw()).isEqualTo(raw);
        assertThat(front.with("title", "New").raw()).isEqualTo(raw.replace("title: \"A: b\" # why", "title: New"));
    }

    @Test
    void listsMayStandOnLinesOfTheirOwn_FMT_MD_2() throws BadInput {
        FrontMatter front = split("---\ncards:\n  - one # first\n  - \"two\"\n\n- three\nnext: 1\n---\n")
                .front();
        assertThat(front.list("cards", SOURCE)).containsExactly("one", "two", "three");
        assertThat(front.scalar("next", SOURCE)).contains("1");
    }

    @Test
    void emptyLinesAfterItAreCountedAndNoPartOfTheBody_FMT_MD_1() throws BadInput {
        FrontMatter.Split split = split("---\na: b\n---\n\n\n# Title\n");
        assertThat(split.gap()).isEqualTo(2);
        assertThat(split.body()).isEqualTo("# Title\n");
        assertThat(split.bodyLine()).isEqualTo(6);
    }

    @Test
    void aRuleAtTheTopIsNoFrontMatter_FMT_MD_2() throws BadInput {
        assertThat(split("---\nonly a rule\n").hasFront()).isFalse();
        assertThat(split("----\na: b\n---\n").hasFront()).isFalse();
    }

    @Test
    void aKeyComesOnce_FMT_ERR_5() {
        assertThat(failure("---\ntitle: a\nx: 1\ntitle: b\n---\n"))
                .isEqualTo("f.md:4: the key \"title\" stands here twice");
    }

    @Test
    void aKeyOfOursHoldsOneValueOrAList_FMT_ERR_5() throws BadInput {
        FrontMatter front = split("---\nid: 1\ntitle:\n  de: x\nmore: |\n  text\nlist: [a, b]\n---\n")
                .front();
        assertThat(failure(front, "title"))
                .isEqualTo("f.md:3: \"title\" is neither a value on one line nor a list of such values");
        assertThat(failure(front, "more")).startsWith("f.md:5: ");
        assertThat(failure(front, "list")).isEqualTo("f.md:7: \"list\" has several values where one is expected");
    }

    @Property(tries = 500)
    void anyTextComesBackFromAValue_FMT_MD_2(@ForAll @StringLength(max = 12) String text) throws BadInput {
        String value =
                text.replaceAll("[\\p{Cntrl}\\p{Cs}\\u0085\\u2028\\u2029]", " ").strip();
        FrontMatter front = FrontMatter.NONE.with("title", value).with("cards", List.of(value, "b"));
        FrontMatter read = split("---\n" + front.raw() + "\n---\n").front();
        assertThat(read.scalar("title", SOURCE).orElse("")).isEqualTo(value);
        assertThat(read.list("cards", SOURCE)).isEqualTo(value.isEmpty() ? List.of("b") : List.of(value, "b"));
    }

    private static final SourceText SOURCE = new SourceText("f.md", "");

    private static FrontMatter.Split split(String text) throws BadInput {
        return FrontMatter.split(SOURCE, text, FormatLimits.DEFAULT);
    }

    private static String failure(String text) {
        try {
            split(text);
            return "no failure";
        } catch (BadInput bad) {
            return bad.failure().toString();
        }
    }

    private static String failure(FrontMatter front, String key) {
        try {
            front.scalar(key, SOURCE);
            return "no failure";
        } catch (BadInput bad) {
            return bad.failure().toString();
        }
    }
}
