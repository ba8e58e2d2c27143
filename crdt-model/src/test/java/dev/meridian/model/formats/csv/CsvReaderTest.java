package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.TestWorkspace;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {

    @ParameterizedTest
    @CsvSource({"',',','", "';',';'", "'\t','\t'"})
    void separatorIsWhatTheHeaderHoldsMostOf_FMT_CSV_2(char separator, char expected) throws BadInput {
        String text = "Id,Title,Labels\n1,one,\"a;b\"\n".replace(',', separator);
        CsvTable table = read(text.replace("\"a;b\"", "\"a" + (separator == ';' ? "," : ";") + "b\""));
        assertThat(table.separator()).isEqualTo(expected);
        assertThat(table.rows().getFirst().cells()).hasSize(3);
    }

    @Test
    void separatorInQuotesOfTheHeaderDoesNotCount_FMT_CSV_2() throws BadInput {
        assertThat(read("\"a,b,c\";d\n1;2\n").separator()).isEqualTo(';');
    }

    @Test
    void excelMayTellTheSeparator_FMT_CSV_2() throws BadInput {
        CsvTable table = read("sep=;\r\nTitle;b,c,d\r\nx;y\r\n");
        assertThat(table.separator()).isEqualTo(';');
        assertThat(table.header().cells().getFirst().text()).isEqualTo("Title");
        assertThat(table.header().at().line()).isEqualTo(2);
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstHeader_FMT_CSV_2() throws BadInput {
        assertThat(read("\uFEFFTitle,b\n").header().cells().getFirst().text()).isEqualTo("Title");
    }

    @Test
    void cellsKeepLineBreaksAndQuotes_FMT_CSV_2() throws BadInput {
        CsvTable table = read("a,b\n\"one\r\ntwo \"\"three\"\"\",\"x\"\n\n\nlast,y");
        assertThat(texts(table.rows().getFirst())).containsExactly("one\r\ntwo \"three\"", "x");
        assertThat(table.rows().get(1).at().line()).isEqualTo(6);
    }

    @Test
    void aQuoteInsideAPlainCellIsText_FMT_CSV_2() throws BadInput {
        assertThat(texts(read("a,b\n5\" disk,x\n").rows().getFirst())).containsExactly("5\" disk", "x");
    }

    @Test
    void unclosedQuoteIsReportedWhereItWasOpened_FMT_ERR_4() {
        assertThat(failure("a,b\n1,2\n3,\"four\n5,6\n7,8\n"))
                .isEqualTo("t.csv:3:3: a quote is opened here and never closed");
    }

    @Test
    void missingQuoteIsReportedWhereTheOneBeforeItWasOpened_FMT_ERR_4() {
        assertThat(failure("a,b\n1,\"two\n3,\"four\"\n"))
                .isEqualTo(
                        "t.csv:2:3: a quote is opened here and closed only in the middle of a cell on line 3; one is missing");
    }

    @Test
    void textAfterAClosingQuoteIsReportedWhereItStands_FMT_ERR_4() {
        assertThat(failure("a,b\n\"one\"x,2\n"))
                .isEqualTo("t.csv:2:6: text follows a closing quote; a quote inside a cell is written twice");
    }

    @Test
    void raggedRowsAreReportedWithTheirLine_FMT_ERR_4() {
        assertThat(failure("a,b,c\n1,2,3\n\"x\ny\",2\n"))
                .isEqualTo("t.csv:3: this row has 2 cells where the header has 3");
        assertThat(failure("a,b\n1,2,3\n")).isEqualTo("t.csv:2: this row has 3 cells where the header has 2");
    }

    @Test
    void emptyFileHasNoHeader_FMT_ERR_4() {
        assertThat(failure("")).isEqualTo("t.csv:1: the table has no header");
        assertThat(failure("\n\n")).isEqualTo("t.csv:3: the table has no header");
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWithTheirLine_FMT_ERR_2() {
        byte[] bytes = TestWorkspace.utf8("a,b\n1,x\n");
        bytes[6] = (byte) 0xE9;
        assertThat(failure(bytes, FormatLimits.DEFAULT))
                .isEqualTo("t.csv:2:3: the byte 0xE9 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void utf16IsNamed_FMT_ERR_2() {
        assertThat(failure(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0}, FormatLimits.DEFAULT))
                .isEqualTo("t.csv:1:1: the file is UTF-16, not UTF-8; save it as UTF-8");
    }

    @Test
    void limitsAreNamed_FMT_ERR_3() {
        FormatLimits small = new FormatLimits(60, 4, 2, 2, 3, 10, 10, 10, 100);
        assertThat(failure("a,b,c,d\n", small)).isEqualTo("t.csv:1:7: more than 3 columns");
        assertThat(failure("a\n1\n2\n3\n", small)).isEqualTo("t.csv:4: more than 2 rows");
        assertThat(failure("a,b\n1,\"0123456789x\"\n", small))
                .isEqualTo("t.csv:2:3: this cell has 11 characters, and at most 10 are read");
        assertThat(failure("a\n" + "x".repeat(60), small))
                .isEqualTo("t.csv: the file has 62 bytes, and at most 60 are read");
    }

    /** What we write is what another reader reads, and so do we. */
    @Property(tries = 300)
    void readsWhatWasWrittenAsCommonsCsvDoes_FMT_CSV_8(@ForAll("tables") List<List<String>> rows)
            throws BadInput, IOException {
        String text = CsvWriter.write(rows);
        CsvTable table = read(text);
        List<List<String>> ours = new ArrayList<>(List.of(texts(table.header())));
        table.rows().forEach(row -> ours.add(texts(row)));
        List<List<String>> theirs = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
            for (CSVRecord each : parser) {
                theirs.add(each.toList());
            }
        }
        assertThat(ours).isEqualTo(rows);
        assertThat(theirs).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.strings()
                .withChars('a', 'b', ',', '"', '\n', '\r', ' ', '\u00e9')
                .ofMaxLength(6);
        // The header has a comma for sure, so that no other separator is likelier.
        return Arbitraries.integers()
                .between(2, 4)
                .flatMap(columns ->
                        cell.list().ofSize(columns).list().ofMinSize(1).ofMaxSize(5));
    }

    private static List<String> texts(CsvTable.Row row) {
        return row.cells().stream().map(CsvTable.Cell::text).toList();
    }

    private static CsvTable read(String text) throws BadInput {
        return CsvReader.read(
                SourceText.decode("t.csv", TestWorkspace.utf8(text), FormatLimits.DEFAULT), FormatLimits.DEFAULT);
    }

    private static String failure(String text) {
        return failure(text, FormatLimits.DEFAULT);
    }

    private static String failure(String text, FormatLimits limits) {
        return failure(TestWorkspace.utf8(text), limits);
    }

    private static String failure(byte[] bytes, FormatLimits limits) {
        try {
            CsvReader.read(SourceText.decode("t.csv", bytes, limits), limits);
            return "no failure";
        } catch (BadInput bad) {
            return bad.failure().toString();
        }
    }
}
