package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a file into cells and remembers where each began. Written out instead of taken from a library because every error has to name its line and
 * column, that of an open quote above all; the tests hold it against commons-csv.
 */
final class CsvReader {

    private static final char QUOTE = '"';
    private static final char NO_SEPARATOR = ',';

    private final SourceText source;
    private final String text;
    private final FormatLimits limits;
    private final char separator;
    private int at;
    private int line = 1;
    private int lineStart;

    private CsvReader(SourceText source, FormatLimits limits) {
        this.source = source;
        this.text = source.text();
        this.limits = limits;
        Optional<Character> told = toldSeparator(text);
        if (told.isPresent()) {
            endOfLine(text.indexOf('\n') + 1);
        }
        this.separator = told.orElseGet(() -> likelySeparator(text));
    }

    /** @throws BadInput with the line of what is wrong */
    static CsvTable read(SourceText source, FormatLimits limits) throws BadInput {
        return new CsvReader(source, limits).table();
    }

    private CsvTable table() throws BadInput {
        CsvTable.Row header =
                nextRow(limits.columnsMax()).orElseThrow(() -> source.bad(Mark.line(line), "the table has no header"));
        boolean shorter = leavesOutLastCell(header);
        List<CsvTable.Row> rows = new ArrayList<>();
        for (Optional<CsvTable.Row> row = nextRow(limits.columnsMax());
                row.isPresent();
                row = nextRow(limits.columnsMax())) {
            if (rows.size() == limits.rowsMax()) {
                throw source.bad(Mark.line(row.get().at().line()), "more than " + limits.rowsMax() + " rows");
            }
            int cells = row.get().cells().size();
            if (cells == header.cells().size() - 1 && shorter) {
                rows.add(completed(row.get()));
                continue;
            }
            if (cells != header.cells().size()) {
                throw source.bad(
                        Mark.line(row.get().at().line()),
                        "this row has " + counted(cells, "cell") + " where the header has "
                                + header.cells().size());
            }
            rows.add(row.get());
        }
        return new CsvTable(separator, header, rows);
    }

    private static boolean leavesOutLastCell(CsvTable.Row header) {
        List<String> names =
                header.cells().stream().map(cell -> cell.text().strip()).toList();
        return Dialect.of(names).leavesOutLastCell();
    }

    private static CsvTable.Row completed(CsvTable.Row row) {
        List<CsvTable.Cell> cells = new ArrayList<>(row.cells());
        cells.add(new CsvTable.Cell("", cells.getLast().at()));
        return new CsvTable.Row(cells);
    }

    /** The next line with anything on it. */
    private Optional<CsvTable.Row> nextRow(int columnsMax) throws BadInput {
        while (at < text.length() && isLineEnd(text.charAt(at))) {
            skipLineEnd();
        }
        if (at == text.length()) {
            return Optional.empty();
        }
        List<CsvTable.Cell> cells = new ArrayList<>();
        while (true) {
            cells.add(cell());
            if (cells.size() > columnsMax) {
                throw source.bad(cells.getLast().at(), "more than " + columnsMax + " columns");
            }
            if (at == text.length()) {
                return Optional.of(new CsvTable.Row(cells));
            }
            if (isLineEnd(text.charAt(at))) {
                skipLineEnd();
                return Optional.of(new CsvTable.Row(cells));
            }
            at++;
        }
    }

    /** Leaves {@code at} on the separator or line end that follows, or at the end of the file. */
    private CsvTable.Cell cell() throws BadInput {
        Mark start = here();
        boolean quoted = at < text.length() && text.charAt(at) == QUOTE;
        String value = quoted ? quoted(start) : plain();
        if (value.length() > limits.textCharsMax()) {
            throw source.bad(
                    start,
                    "this cell has " + value.length() + " characters, and at most " + limits.textCharsMax()
                            + " are read");
        }
        return new CsvTable.Cell(value, start);
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(Mark opened) throws BadInput {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != QUOTE) {
                value.append(c);
                at++;
                if (c == '\n' || (c == '\r' && !(at < text.length() && text.charAt(at) == '\n'))) {
                    endOfLine(at);
                }
            } else if (at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
                value.append(QUOTE);
                at += 2;
            } else {
                at++;
                requireEndOfCell(opened);
                return value.toString();
            }
        }
        throw source.bad(opened, "a quote is opened here and never closed");
    }

    private void requireEndOfCell(Mark opened) throws BadInput {
        while (at < text.length() && text.charAt(at) == ' ' && separator != ' ') {
            at++;
        }
        if (at == text.length() || text.charAt(at) == separator || isLineEnd(text.charAt(at))) {
            return;
        }
        if (opened.line() == line) {
            throw source.bad(here(), "text follows a closing quote; a quote inside a cell is written twice");
        }
        throw source.bad(
                opened,
                "a quote is opened here and closed only in the middle of a cell on line " + line + "; one is missing");
    }

    private Mark here() {
        return new Mark(line, at - lineStart + 1);
    }

    private void skipLineEnd() {
        boolean two = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        endOfLine(at + (two ? 2 : 1));
    }

    private void endOfLine(int next) {
        at = next;
        line++;
        lineStart = next;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Excel lets the first line say {@code sep=;}. */
    private static Optional<Character> toldSeparator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? "" : text.substring(0, end).strip();
        boolean told = first.length() == 5 && first.startsWith("sep=") && ",;\t".indexOf(first.charAt(4)) >= 0;
        return told ? Optional.of(first.charAt(4)) : Optional.empty();
    }

    /** The one that the header holds most of, outside quotes. */
    private static char likelySeparator(String text) {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == QUOTE) {
                quoted = !quoted;
            } else if (!quoted && isLineEnd(c) && commas + semicolons + tabs > 0) {
                break;
            } else if (!quoted) {
                commas += c == ',' ? 1 : 0;
                semicolons += c == ';' ? 1 : 0;
                tabs += c == '\t' ? 1 : 0;
            }
        }
        if (tabs > 0 && tabs >= commas && tabs >= semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : NO_SEPARATOR;
    }
}
