package dev.meridian.model.formats.ics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Content lines (RFC 5545, 3.1): CRLF, folded at 75 octets and never within a character. Owned by one export. */
final class IcsWriter {

    private static final int OCTETS_MAX = 75;

    private final StringBuilder out = new StringBuilder();

    IcsWriter begin(String component) {
        return line("BEGIN:" + component);
    }

    IcsWriter end(String component) {
        return line("END:" + component);
    }

    /** A line whose value needs no escaping. */
    IcsWriter line(String line) {
        int octets = 0;
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            int size = octets(point);
            if (octets + size > OCTETS_MAX) {
                // The space that begins a continuation counts.
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += size;
            at += Character.charCount(point);
        }
        out.append("\r\n");
        return this;
    }

    /** A property whose value is text (3.3.11). */
    IcsWriter text(String property, String value) {
        return value.isBlank() ? this : line(property + ":" + escaped(value));
    }

    /** A property whose value is a list of texts. */
    IcsWriter texts(String property, List<String> values) {
        return values.isEmpty()
                ? this
                : line(property + ":" + values.stream().map(IcsWriter::escaped).collect(Collectors.joining(",")));
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().forEach(point -> {
            switch (point) {
                case '\\', ';', ',' -> escaped.append('\\').appendCodePoint(point);
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append('\t');
                default -> {
                    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                    if (!Character.isISOControl(point) && !half) {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static int octets(int point) {
        return Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
