package dev.meridian.model.formats.madr;

import dev.meridian.model.formats.markdown.PlainTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document cut at its headings of the second and third level; headings within code are none. */
final class Sections {

    private static final Pattern HEADING = Pattern.compile("(#{2,3})\\s+(.*)");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern ITEM = Pattern.compile("^(?:[*+-]|\\d{1,9}[.)])\\s+(.*)$");

    private final List<Section> all = new ArrayList<>();

    /**
     * A heading and what stands below it, up to the next.
     *
     * @param under the heading of the second level above; its own where it is one
     * @param heading without Markdown; empty for what stands before the first
     */
    record Section(String under, String heading, int level, String text) {

        boolean is(int depth, String... names) {
            return level == depth
                    && List.of(names).contains(heading.toLowerCase(Locale.ROOT).strip());
        }
    }

    Sections(String markdown) {
        String under = "";
        String heading = "";
        int level = 0;
        StringBuilder text = new StringBuilder();
        String fence = "";
        for (String line : markdown.split("\n", -1)) {
            String stripped = line.strip();
            if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
                fence = stripped.substring(0, 3);
            } else if (!fence.isEmpty() && stripped.startsWith(fence)) {
                fence = "";
            }
            Matcher next = HEADING.matcher(line);
            if (fence.isEmpty() && next.matches()) {
                all.add(new Section(under, heading, level, uncommented(text.toString())));
                text.setLength(0);
                level = next.group(1).length();
                heading = PlainTitle.of(uncommented(next.group(2)));
                under = level == 2 ? heading : under;
            } else {
                text.append(line).append('\n');
            }
        }
        all.add(new Section(under, heading, level, uncommented(text.toString())));
    }

    List<Section> all() {
        return all;
    }

    /** What stands before the first heading of the second level. */
    String head() {
        return all.getFirst().text();
    }

    /** Of a heading by any of these names, in lower case; the first. */
    Optional<Section> find(int level, String... names) {
        return all.stream().filter(section -> section.is(level, names)).findFirst();
    }

    String text(int level, String... names) {
        return find(level, names).map(Section::text).orElse("");
    }

    /** The items of the lists of a text, each with the lines that continue it. */
    static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher item = ITEM.matcher(line);
            if (item.matches()) {
                items.add(item.group(1).strip());
            } else if (!items.isEmpty() && line.startsWith("  ") && !line.isBlank()) {
                items.add(items.removeLast() + "\n" + line.strip());
            }
        }
        return items.stream().filter(item -> !item.isEmpty()).toList();
    }

    /** What stands before the first item of a list. */
    static String beforeItems(String text) {
        StringBuilder before = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (ITEM.matcher(line).matches()) {
                break;
            }
            before.append(line).append('\n');
        }
        return before.toString().strip();
    }

    /** The template explains itself in comments, which are no part of what is said. */
    private static String uncommented(String text) {
        return COMMENT.matcher(text).replaceAll("").strip();
    }
}
