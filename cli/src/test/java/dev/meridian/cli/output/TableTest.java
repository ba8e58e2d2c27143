package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsLineUpWhateverTheScript() {
        Table table = new Table("  ").column("name").rightColumn("n").column("");
        table.row(Span.of("森"), Span.of("1"), Span.of("x"));
        table.row(Span.of("Inês Duarte"), Span.of("1,000"), Span.of("y"));
        assertThat(printed(table, false, 80)).isEqualTo("""
                          name             n
                          森               1  x
                          Inês Duarte  1,000  y
                        """);
    }

    @Test
    void onlyFlexibleColumnsAreShortenedWhereAWindowIsNarrow_CMD7() {
        Table table = new Table("").column("").flexibleColumn("").column("");
        table.row(Span.of("0123456789"), Span.of("a title that is far too long for it"), Span.of("end"));
        assertThat(printed(table, false, 40)).isEqualTo("0123456789  a title that is far to…  end\n");
        assertThat(printed(table, false, Integer.MAX_VALUE))
                .isEqualTo("0123456789  a title that is far too long for it  end\n");
    }

    @Test
    void coloursAreShownWhereTheyAreAskedFor_CMD7() {
        Table table = new Table("").column("").row(Span.of("red", Style.RED));
        assertThat(printed(table, true, 80)).isEqualTo("\u001b[31mred\u001b[0m\n");
        assertThat(printed(table, false, 80)).isEqualTo("red\n");
    }

    @Test
    void anEmptyTableHasNoHeader() {
        assertThat(printed(new Table("").column("title"), false, 80)).isEmpty();
    }

    private static String printed(Table table, boolean colour, int columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Page(out, colour, columns).table(table);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
