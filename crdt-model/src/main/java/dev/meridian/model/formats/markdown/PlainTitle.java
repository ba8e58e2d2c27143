package dev.meridian.model.formats.markdown;

import dev.meridian.model.formats.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of one line of Markdown, without what makes them bold, a heading, a link or an item. */
public final class PlainTitle {

    private static final Pattern BLOCK =
            Pattern.compile("^\\s*(?:>\\s*|#{1,6}(?:\\s+|$)|[-*+]\\s+|\\d{1,9}[.)]\\s+|\\[[ xX]]\\s+)");
    private static final Pattern CLOSING_HASHES = Pattern.compile("\\s+#+\\s*$");
    private static final Pattern IMAGE_OR_LINK =
            Pattern.compile("!?\\[([^\\[\\]]*)](?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)|\\[[^\\[\\]]*])");
    private static final Pattern WIKI_LINK = Pattern.compile("!?\\[\\[(?:[^\\[\\]|]*\\|)?([^\\[\\]|]+)]]");
    private static final Pattern AUTO_LINK = Pattern.compile("<(https?://[^<>\\s]+)>");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
    private static final Pattern CODE = Pattern.compile("(`+)(?!`)(.+?)(?<!`)\\1(?!`)");
    private static final Pattern STARS = Pattern.compile("(\\*{1,3}|~~|==)(?=\\S)(.+?)(?<=\\S)\\1");
    private static final Pattern UNDERSCORES =
            Pattern.compile("(?<![\\p{L}\\p{N}_])(_{1,3})(?=\\S)(.+?)(?<=\\S)\\1(?![\\p{L}\\p{N}_])");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    private PlainTitle() {}

    /** Empty where nothing but decoration stands there. */
    public static String of(String line) {
        String text = line;
        String before;
        do {
            before = text;
            text = BLOCK.matcher(text).replaceFirst("");
        } while (!text.equals(before));
        text = CLOSING_HASHES.matcher(text).replaceFirst("");
        text = WIKI_LINK.matcher(text).replaceAll("$1");
        text = untilStable(IMAGE_OR_LINK, text, "$1");
        text = AUTO_LINK.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll("");
        text = untilStable(STARS, text, "$2");
        text = untilStable(UNDERSCORES, text, "$2");
        text = CODE.matcher(text).replaceAll("$2");
        text = ESCAPE.matcher(text).replaceAll("$1");
        return OneLine.of(text);
    }

    /** The first heading of a document outside code, if anything stands in it. */
    public static Optional<String> firstHeading(String markdown) {
        String fence = "";
        for (String line : markdown.split("\n", -1)) {
            String stripped = line.strip();
            if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
                fence = stripped.substring(0, 3);
            } else if (!fence.isEmpty()) {
                fence = stripped.startsWith(fence) ? "" : fence;
            } else if (line.startsWith("#")) {
                String title = line.matches("#{1,6}\\s.*") ? of(line) : "";
                if (!title.isEmpty()) {
                    return Optional.of(title);
                }
            }
        }
        return Optional.empty();
    }

    /** Nested decoration is peeled from the outside in; every round shortens the text. */
    private static String untilStable(Pattern pattern, String text, String replacement) {
        String now = text;
        String before;
        do {
            before = now;
            now = pattern.matcher(before).replaceAll(replacement);
        } while (!now.equals(before));
        return now;
    }
}
