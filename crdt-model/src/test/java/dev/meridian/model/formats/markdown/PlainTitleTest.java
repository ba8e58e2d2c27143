package dev.meridian.model.formats.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.text.WikiLinks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00a7',
            value = {
                "# Heading\u00a7Heading",
                "### Heading ##\u00a7Heading",
                "**Bold** and *thin*\u00a7Bold and thin",
                "***both***\u00a7both",
                "_emphasis_ but snake_case_name\u00a7emphasis but snake_case_name",
                "~~old~~ ==new==\u00a7old new",
                "**`org.example.Ref`**\u00a7org.example.Ref",
                "[**linked**](https://example.org/a_(b)): more\u00a7linked: more",
                "![picture](a.png) text\u00a7picture text",
                "[[Note#Part|shown]]\u00a7shown",
                "[[Note]]\u00a7Note",
                "- [ ] task\u00a7task",
                "1. first\u00a7first",
                "> quoted\u00a7quoted",
                "a \\*literal\\* star\u00a7a *literal* star",
                "2 * 3 * 4\u00a72 * 3 * 4",
                "<b>bold</b> <https://example.org>\u00a7bold https://example.org",
                "#hashtag stays\u00a7#hashtag stays",
                "C# and F#\u00a7C# and F#",
            })
    void decorationGoesAndWordsStay_FMT_CANVAS_3(String line, String title) {
        assertThat(PlainTitle.of(line)).isEqualTo(title);
    }

    @Test
    void controlCharactersBecomeSpaces_FMT_CANVAS_3() {
        assertThat(PlainTitle.of("a\u0001b\tc")).isEqualTo("a b c");
    }

    @Property(tries = 500)
    void anyLineGivesATitleSoon_FMT_ERR_3(
            @ForAll
                    @StringLength(max = 200)
                    @CharRange(from = 'a', to = 'c')
                    @Chars({'*', '_', '[', ']', '(', ')', '`', '~', '=', '\\', '<', '>', ' ', '#', '-'})
                    String line) {
        assertThat(PlainTitle.of(line).length()).isLessThanOrEqualTo(line.length());
    }

    @Test
    void longLinesOfNothingButDecorationTakeNoTime_FMT_ERR_3() {
        for (String part : new String[] {"*", "_", "[", "`", "~", "<", "**a", "[](", "[[", "\\"}) {
            assertThat(PlainTitle.of(part.repeat(20_000))).isNotNull();
        }
    }

    @Test
    void theFirstHeadingOutsideCodeIsFound_FMT_MD_3() {
        assertThat(PlainTitle.firstHeading("text\n```\n# no\n```\n## **Yes**\n# Later"))
                .contains("Yes");
        assertThat(PlainTitle.firstHeading("#hashtag\n#\ntext")).isEmpty();
    }

    @Test
    void linksInCodeAreNone_FMT_MD_4() {
        String text = "[[A]] `[[no]]` [[B|shown]]\n```\n[[no]]\n```\n[[C#part]] [[]] [[ D ]]";
        assertThat(WikiLinks.in(text)).containsExactly("A", "B", "C", "D");
    }
}
