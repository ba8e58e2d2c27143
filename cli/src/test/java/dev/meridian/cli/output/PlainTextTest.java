package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void noControlCharacterReachesATerminal_CMD6() {
        assertThat(PlainText.line("a\u001b[31mred\u0007\u009b")).isEqualTo("a\uFFFD[31mred\uFFFD\uFFFD");
        assertThat(PlainText.line("two\nlines\tand a tab\r\n")).isEqualTo("two lines and a tab  ");
        assertThat(PlainText.lines("two\r\nlines\tand\u001b]0;title\u0007"))
                .isEqualTo("two\nlines\tand\uFFFD]0;title\uFFFD");
    }

    @Test
    void textCannotPretendToReadInAnotherDirection_CMD6() {
        assertThat(PlainText.line("invoice\u202Egnp.exe")).isEqualTo("invoice\uFFFDgnp.exe");
    }

    @Test
    void widthCountsColumnsAndNotCharacters() {
        assertThat(PlainText.columns("Inês")).isEqualTo(4);
        assertThat(PlainText.columns("森 健二")).isEqualTo(7);
        assertThat(PlainText.columns("e\u0301")).isEqualTo(1);
        assertThat(PlainText.columns("⛴")).isEqualTo(1);
    }

    @Test
    void aLineIsShortenedToItsColumnsWithAnEllipsis() {
        assertThat(PlainText.shorten("Passenger list", 20)).isEqualTo("Passenger list");
        assertThat(PlainText.shorten("Passenger list", 10)).isEqualTo("Passenger…");
        assertThat(PlainText.shorten("Passenger list", 11)).isEqualTo("Passenger…");
        assertThat(PlainText.shorten("森森森森", 5)).isEqualTo("森森…");
    }
}
