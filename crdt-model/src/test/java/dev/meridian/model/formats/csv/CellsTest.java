package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single cells: lists, formulas, dates. */
class CellsTest {

    @Test
    void aColumnIsCutAtSemicolonsIfItHasAny_FMT_CSV_5() {
        ListCells.Cut cut = ListCells.cut(List.of("a; b", "Try, never, extern types"), false, false);
        assertThat(ListCells.read("Try, never, extern types", cut)).containsExactly("Try, never, extern types");
        assertThat(ListCells.read("a; b;", cut)).containsExactly("a", "b");
    }

    @Test
    void aColumnIsCutAtCommasOtherwise_FMT_CSV_5() {
        ListCells.Cut cut = ListCells.cut(List.of("Bug, Feature"), false, false);
        assertThat(ListCells.read("Bug, Feature", cut)).containsExactly("Bug", "Feature");
    }

    @Test
    void aRepeatedHeaderHoldsOneValueACell_FMT_CSV_5() {
        ListCells.Cut cut = ListCells.cut(List.of("a, b"), true, false);
        assertThat(ListCells.read("a, b", cut)).containsExactly("a, b");
    }

    @Test
    void theSurnameMayComeFirstUnderASingularHeader_FMT_CSV_5() {
        ListCells.Cut cut = ListCells.cut(List.of("Doe, Jane"), false, true);
        assertThat(ListCells.read("Doe, Jane", cut)).containsExactly("Doe, Jane");
        assertThat(ListCells.read("@ana, @ben", cut)).containsExactly("@ana", "@ben");
        assertThat(ListCells.read("Mara Lind, Kenji Sato", cut)).containsExactly("Mara Lind", "Kenji Sato");
    }

    @Property(tries = 1000)
    void listsComeBackAsTheyWere_FMT_CSV_5(@ForAll("lists") List<List<String>> rows) {
        List<String> cells = ListCells.write(rows);
        ListCells.Cut cut = ListCells.cut(cells, false, false);
        assertThat(cells.stream().map(cell -> ListCells.read(cell, cut))).containsExactlyElementsOf(rows);
    }

    @Provide
    Arbitrary<List<List<String>>> lists() {
        Arbitrary<String> value = Arbitraries.strings()
                .withChars('a', 'b', ',', ';', ' ', '\\')
                .ofMinLength(1)
                .ofMaxLength(5)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        return value.list().ofMaxSize(3).list().ofMinSize(1).ofMaxSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x"})
    void formulasAreGuardedAndComeBack_FMT_CSV_6(String text) {
        assertThat(FormulaGuard.add(text, "")).isEqualTo("'" + text);
        assertThat(FormulaGuard.strip(FormulaGuard.add(text, ""), "")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "-5", "+3.5", "'quoted'", "", "it's"})
    void whatIsNoFormulaStaysAsItIs_FMT_CSV_6(String text) {
        assertThat(FormulaGuard.add(text, "")).isEqualTo(text);
        assertThat(FormulaGuard.strip(text, "")).isEqualTo(text);
    }

    @Test
    void guardsOfOthersAreStripped_FMT_CSV_6() {
        assertThat(FormulaGuard.strip("'-5", "")).isEqualTo("-5");
        assertThat(FormulaGuard.strip("'@ana", "")).isEqualTo("@ana");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-30|2026-11-30",
                "2026-11-30T17:00:00Z|2026-11-30",
                "2026/1/5|2026-01-05",
                "30/Nov/26 9:00 AM|2026-11-30",
                "30 November 2026|2026-11-30",
                "Nov 30, 2026|2026-11-30",
                "Mon Nov 30 2026 00:00:00 GMT+0000 (GMT)|2026-11-30",
                "Mon, 30 Nov 2026|2026-11-30",
                "30.11.2026|2026-11-30",
            })
    void datesAreReadAsTrackersWriteThem_FMT_CSV_3(String text, String expected) {
        assertThat(Dates.read(text, Dates.Slashes.UNKNOWN).orElseThrow()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-02-30", "30 Foo 2026", "11/12/2026", "2026"})
    void whatIsNoDateOrMayBeTwoIsNone_FMT_CSV_3(String text) {
        assertThat(Dates.read(text, Dates.Slashes.UNKNOWN)).isEmpty();
    }

    @Test
    void theColumnTellsWhatComesFirstInSlashedDates_FMT_CSV_3() {
        assertThat(Dates.slashes(List.of("1/2/2026", "13/2/2026"))).isEqualTo(Dates.Slashes.DAY_FIRST);
        assertThat(Dates.slashes(List.of("1/2/2026", "2/13/2026"))).isEqualTo(Dates.Slashes.MONTH_FIRST);
        assertThat(Dates.slashes(List.of("1/2/2026"))).isEqualTo(Dates.Slashes.UNKNOWN);
        assertThat(Dates.slashes(List.of("13/2/2026", "2/13/2026"))).isEqualTo(Dates.Slashes.UNKNOWN);
        assertThat(Dates.read("1/2/2026", Dates.Slashes.DAY_FIRST).orElseThrow())
                .hasToString("2026-02-01");
    }
}
