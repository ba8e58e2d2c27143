package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.markdown.PlainTitle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Markdown of a text node as a card has it: its first line is the title, the rest the description. Where the first line is part of something
 * larger (a list, a table, code, a quotation), or too long for a title, the description is the whole text.
 *
 * @param title never empty
 * @param head the text up to where the description begins; empty where the description is the whole
 */
record TextNode(String title, String description, String head) {

    /** What a card without words is called. */
    static final String UNTITLED = "Untitled";

    private static final int TITLE_CHARS_MAX = 120;
    private static final Pattern PART_OF_MORE =
            Pattern.compile("^\\s*(?:[-*+]\\s|\\d{1,9}[.)]\\s|>|\\||<|```|~~~|\\$\\$|(?:[-*_]\\s*){3,}$)");
    private static final Pattern LINE_END = Pattern.compile("\\n");

    static TextNode read(String text) {
        String[] lines = LINE_END.split(text, -1);
        int first = 0;
        while (first < lines.length && lines[first].isBlank()) {
            first++;
        }
        if (first == lines.length) {
            return new TextNode(UNTITLED, "", text);
        }
        String title = PlainTitle.of(lines[first]);
        boolean whole = title.isEmpty()
                || title.length() > TITLE_CHARS_MAX
                || PART_OF_MORE.matcher(lines[first]).find();
        if (whole) {
            return new TextNode(firstWords(lines), text, "");
        }
        int rest = first + 1;
        while (rest < lines.length && lines[rest].isBlank()) {
            rest++;
        }
        String description = String.join("\n", List.of(lines).subList(rest, lines.length));
        return new TextNode(title, description, text.substring(0, text.length() - description.length()));
    }

    /**
     * The text that reads as this title and description, as near to what was imported as that allows.
     *
     * @param head as it was imported, if it was
     */
    static String write(String title, String description, Optional<String> head) {
        String plain = description.isEmpty() ? title : title + "\n\n" + description;
        List<String> candidates = head.filter(each -> !each.isEmpty())
                .map(each -> List.of(
                        each + description,
                        each + "\n\n" + description,
                        retitled(each, title) + description,
                        retitled(each, title) + "\n\n" + description,
                        plain))
                .orElse(head.isPresent() ? List.of(description, plain) : List.of(plain, description));
        return candidates.stream()
                .filter(text -> reads(text, title, description))
                .findFirst()
                .orElse(plain);
    }

    private static boolean reads(String text, String title, String description) {
        TextNode node = read(text);
        return node.title().equals(title) && node.description().equals(description);
    }

    /** {@code **Old**} becomes {@code **New**}. */
    private static String retitled(String head, String title) {
        String old = read(head).title();
        int at = head.indexOf(old);
        return at < 0 ? title + "\n\n" : head.substring(0, at) + title + head.substring(at + old.length());
    }

    private static String firstWords(String[] lines) {
        for (String line : lines) {
            String title = PlainTitle.of(line);
            boolean words = title.codePoints().anyMatch(Character::isLetterOrDigit);
            if (words && !line.strip().startsWith("```") && !line.strip().startsWith("~~~")) {
                return shortened(title);
            }
        }
        return UNTITLED;
    }

    private static String shortened(String title) {
        if (title.length() <= TITLE_CHARS_MAX) {
            return title;
        }
        int end = TITLE_CHARS_MAX - 1;
        end = Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end;
        int space = title.lastIndexOf(' ', end);
        return title.substring(0, space > TITLE_CHARS_MAX / 2 ? space : end) + "\u2026";
    }
}
