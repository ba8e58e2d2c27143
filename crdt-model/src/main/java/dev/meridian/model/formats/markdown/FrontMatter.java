package dev.meridian.model.formats.markdown;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.SourceText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The block between two lines of three dashes at the top of a Markdown file. The keys of Meridian are read and written; every other line stays
 * exactly as it is, whatever YAML it holds.
 */
public final class FrontMatter {

    /** No front matter. */
    public static final FrontMatter NONE = new FrontMatter(List.of());

    private static final Pattern KEY = Pattern.compile("^([^\\s#\\-:\"'\\[\\]{}][^:]*?)\\s*:(?:\\s+(.*))?$");

    private final List<Entry> entries;

    private FrontMatter(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * A key with the lines that belong to it, or lines that belong to none.
     *
     * @param key empty for lines before the first key
     * @param line of the file
     */
    private record Entry(String key, int line, List<String> lines) {}

    /**
     * A file in two.
     *
     * @param hasFront whether there is front matter, be it empty
     * @param gap empty lines between the front matter and the body; 0 without front matter
     * @param body all after the gap
     * @param bodyLine line of the file on which the body begins
     */
    public record Split(FrontMatter front, boolean hasFront, int gap, String body, int bodyLine) {}

    /** @throws BadInput where it is too large, or a key stands there twice */
    public static Split split(SourceText source, String text, FormatLimits limits) throws BadInput {
        String[] lines = text.split("\n", -1);
        int end = closingLine(lines);
        if (end < 0) {
            return new Split(NONE, false, 0, text, 1);
        }
        int chars = String.join("\n", List.of(lines).subList(1, end)).length();
        if (chars > limits.extraCharsMax()) {
            throw source.bad(
                    Mark.START,
                    "the front matter has " + chars + " characters, and at most " + limits.extraCharsMax()
                            + " are kept");
        }
        int body = end + 1;
        while (body < lines.length - 1 && lines[body].isBlank()) {
            body++;
        }
        FrontMatter front = new FrontMatter(entries(source, lines, end));
        return new Split(
                front,
                true,
                body - end - 1,
                String.join("\n", List.of(lines).subList(Math.min(body, lines.length), lines.length)),
                body + 1);
    }

    /** A block as {@link #raw()} gave it. */
    static FrontMatter parse(String raw) {
        try {
            String[] lines = ("---\n" + raw + "\n---").split("\n", -1);
            return new FrontMatter(entries(new SourceText("front matter", raw), lines, lines.length - 1));
        } catch (BadInput twice) {
            // Was refused when it was imported, so somebody wrote it into the document: it is kept, and none of its
            // keys is ours.
            return new FrontMatter(List.of(new Entry("", 1, List.of(raw.split("\n", -1)))));
        }
    }

    /** Whether nothing stands between the dashes. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The lines between the dashes. */
    public String raw() {
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> lines.addAll(entry.lines()));
        return String.join("\n", lines);
    }

    /** Where a key stands; the beginning where it does not. */
    public Mark at(String key) {
        return find(key).map(entry -> Mark.line(entry.line())).orElse(Mark.START);
    }

    /** @throws BadInput where more than one plain value stands there */
    public Optional<String> scalar(String key, SourceText source) throws BadInput {
        Optional<Entry> entry = find(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = values(entry.get(), source);
        if (values.size() > 1) {
            throw source.bad(at(key), "\"" + key + "\" has several values where one is expected");
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** One value or several: {@code a}, {@code [a, b]}, or lines that begin with a dash. */
    public List<String> list(String key, SourceText source) throws BadInput {
        Optional<Entry> entry = find(key);
        return entry.isEmpty() ? List.of() : values(entry.get(), source);
    }

    /** The same with one value under a key, in place of what stands there. */
    public FrontMatter with(String key, String value) {
        return replaced(key, List.of(key + ": " + YamlScalar.write(value)));
    }

    /** The same with a list of values under a key. */
    public FrontMatter with(String key, List<String> values) {
        List<String> lines = new ArrayList<>(List.of(key + ":"));
        values.forEach(value -> lines.add("  - " + YamlScalar.write(value)));
        return replaced(key, lines);
    }

    /** The same without a key. */
    public FrontMatter without(String key) {
        return new FrontMatter(
                entries.stream().filter(entry -> !entry.key().equals(key)).toList());
    }

    /** The same with a date under a key, which YAML knows without quotes. */
    public FrontMatter with(String key, LocalDate date) {
        return replaced(key, List.of(key + ": " + date));
    }

    private FrontMatter replaced(String key, List<String> lines) {
        List<Entry> all = new ArrayList<>(entries);
        Entry entry = new Entry(key, 1, lines);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).key().equals(key)) {
                all.set(i, entry);
                return new FrontMatter(all);
            }
        }
        all.add(entry);
        return new FrontMatter(all);
    }

    private Optional<Entry> find(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    private static int closingLine(String[] lines) {
        if (!lines[0].stripTrailing().equals("---")) {
            return -1;
        }
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            if (line.equals("---") || line.equals("...")) {
                return i;
            }
        }
        return -1;
    }

    private static List<Entry> entries(SourceText source, String[] lines, int end) throws BadInput {
        List<Entry> entries = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 1; i < end; i++) {
            Matcher key = KEY.matcher(lines[i]);
            if (key.matches()) {
                if (keys.contains(key.group(1))) {
                    throw source.bad(Mark.line(i + 1), "the key \"" + key.group(1) + "\" stands here twice");
                }
                keys.add(key.group(1));
                entries.add(new Entry(key.group(1), i + 1, List.of(lines[i])));
            } else if (entries.isEmpty()) {
                entries.add(new Entry("", i + 1, List.of(lines[i])));
            } else {
                Entry last = entries.removeLast();
                List<String> more = new ArrayList<>(last.lines());
                more.add(lines[i]);
                entries.add(new Entry(last.key(), last.line(), more));
            }
        }
        return entries;
    }

    private static List<String> values(Entry entry, SourceText source) throws BadInput {
        Matcher key = KEY.matcher(entry.lines().getFirst());
        String first = key.matches() && key.group(2) != null ? YamlScalar.withoutComment(key.group(2)) : "";
        List<String> rest = entry.lines().subList(1, entry.lines().size()).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        boolean items = first.isEmpty() && rest.stream().allMatch(line -> line.startsWith("- ") || line.equals("-"));
        boolean block = first.startsWith("|") || (first.startsWith(">") && !first.contains(" "));
        if (block || first.startsWith("{") || (!items && !rest.isEmpty())) {
            throw source.bad(
                    Mark.line(entry.line()),
                    "\"" + entry.key() + "\" is neither a value on one line nor a list of such values");
        }
        List<String> values = new ArrayList<>();
        if (items) {
            for (String line : rest) {
                values.add(YamlScalar.read(
                        YamlScalar.withoutComment(line.substring(1).strip())));
            }
        } else if (first.startsWith("[") && first.endsWith("]") && !first.startsWith("[[")) {
            values.addAll(YamlScalar.readFlow(first.substring(1, first.length() - 1)));
        } else {
            values.add(YamlScalar.read(first));
        }
        return values.stream().filter(value -> !value.isEmpty()).toList();
    }
}
