package dev.meridian.model.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who decides about what: lines of a pattern and names, as in a CODEOWNERS file. {@code label:backend @Ben @Cas}, {@code board:Roadmap @Ann},
 * {@code document:*pricing* @Dee}, {@code * @Ann}. Of the lines that match the last counts; its first name decides, all are required. Names with
 * spaces stand in quotes: {@code @"Ben Okri"}. {@code #} begins a remark.
 */
public record OwnersFile(List<Line> lines) {

    /** What the document that holds it is called. */
    public static final String TITLE = "OWNERS";

    public OwnersFile {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param kind {@code label}, {@code board} or {@code document}; empty for all
     * @param pattern in which {@code *} stands for anything; case does not matter
     */
    public record Line(String kind, String pattern, List<String> names) {
        public Line {
            names = List.copyOf(names);
        }

        private boolean matches(Subject subject) {
            return switch (kind) {
                case "label" -> subject.labels().stream().anyMatch(this::fits);
                case "board" -> subject.boards().stream().anyMatch(this::fits);
                case "document" -> fits(subject.title());
                default -> fits(subject.title());
            };
        }

        private boolean fits(String text) {
            return fits(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
        }

        private static boolean fits(String pattern, String text) {
            String[] parts = pattern.split("\\*", -1);
            if (parts.length == 1) {
                return pattern.equals(text);
            }
            if (!text.startsWith(parts[0])) {
                return false;
            }
            int at = parts[0].length();
            for (int i = 1; i < parts.length - 1; i++) {
                int found = text.indexOf(parts[i], at);
                if (found < 0) {
                    return false;
                }
                at = found + parts[i].length();
            }
            String last = parts[parts.length - 1];
            return text.length() - at >= last.length() && text.endsWith(last);
        }
    }

    /** What a decision is about: its document's title, and the labels and boards of the cards that link to it. */
    public record Subject(String title, Set<String> labels, Set<String> boards) {
        public Subject {
            labels = Set.copyOf(labels);
            boards = Set.copyOf(boards);
        }
    }

    /** Reads all lines that are some. */
    public static OwnersFile parse(String text) {
        List<Line> lines = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    List<String> words = words(line);
                    String head = words.getFirst();
                    int colon = head.indexOf(':');
                    String kind = colon < 0 ? "" : head.substring(0, colon);
                    String pattern = colon < 0 ? head : head.substring(colon + 1);
                    List<String> names =
                            words.stream().skip(1).map(OwnersFile::name).toList();
                    lines.add(new Line(kind, pattern, names));
                });
        return new OwnersFile(lines);
    }

    /** The last line that matches, if it names anybody. */
    public Optional<Line> find(Subject subject) {
        return lines.reversed().stream()
                .filter(line -> line.matches(subject))
                .findFirst()
                .filter(line -> !line.names().isEmpty());
    }

    private static String name(String word) {
        return word.startsWith("@") ? word.substring(1) : word;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '#' && !quoted && word.isEmpty()) {
                break;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
