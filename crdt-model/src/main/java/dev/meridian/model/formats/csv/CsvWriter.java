package dev.meridian.model.formats.csv;

import java.util.List;

/** Writes a table as RFC 4180 has it: commas, CRLF, quotes where they are needed. */
final class CsvWriter {

    private CsvWriter() {}

    static String write(List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                out.append(i == 0 ? "" : ",");
                cell(row.get(i), out);
            }
            if (row.size() == 1 && row.getFirst().isEmpty()) {
                // An empty line is no row to most readers.
                out.append("\"\"");
            }
            out.append("\r\n");
        }
        return out.toString();
    }

    private static void cell(String text, StringBuilder out) {
        boolean quotes = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || text.startsWith(" ")
                || text.endsWith(" ");
        if (!quotes) {
            out.append(text);
            return;
        }
        out.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
}
