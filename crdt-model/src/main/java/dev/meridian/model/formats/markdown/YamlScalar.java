package dev.meridian.model.formats.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Single values as YAML writes them on one line: plain, in single or in double quotes. */
final class YamlScalar {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_/.(][^\\x00-\\x1f]*");
    private static final Pattern OTHER_TYPE =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|~|[-+]?[0-9][0-9_.,:eExXoO+-]*|\\d{4}-\\d\\d-\\d\\d.*");

    private YamlScalar() {}

    static String read(String text) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1).replace("''", "'");
        }
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return unescaped(text.substring(1, text.length() - 1));
        }
        return text;
    }

    /** The items of {@code a, "b, c", [[d]]}. */
    static List<String> readFlow(String text) {
        List<String> items = new ArrayList<>();
        int start = 0;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if ((c == '"' || c == '\'') && text.substring(start, i).isBlank()) {
                quote = c;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                items.add(read(text.substring(start, i).strip()));
                start = i + 1;
            }
        }
        items.add(read(text.substring(start).strip()));
        return items;
    }

    /** A number sign after a space begins a comment, unless it stands in quotes. */
    static String withoutComment(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if ((c == '"' || c == '\'') && (i == 0 || "[, ".indexOf(text.charAt(i - 1)) >= 0)) {
                quote = c;
            } else if (c == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                return text.substring(0, i).strip();
            }
        }
        return text.strip();
    }

    static String write(String value) {
        boolean plain = PLAIN.matcher(value).matches()
                && !OTHER_TYPE.matcher(value).matches()
                && !value.contains(": ")
                && !value.contains(" #")
                && !value.endsWith(":")
                && !value.endsWith(" ");
        if (plain) {
            return value;
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            boolean unicode = next == 'u' && text.substring(i + 1).matches("(?s)[0-9a-fA-F]{4}.*");
            switch (next) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                default -> {
                    if (unicode) {
                        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                        i += 4;
                    } else {
                        out.append(next);
                    }
                }
            }
        }
        return out.toString();
    }
}
