package dev.meridian.model.formats.markdown;

import dev.meridian.model.formats.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
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
    private static final Pattern ESCAPED = Pattern.compile("[\uE000-\uE07F]");
    private static final char ESCAPED_BASE = '\uE000';

    /** What of a line is looked at: longer ones are no titles, and patterns must not take long on what somebody made to be slow. */
    private static final int LINE_CHARS_MAX = 2_000;

    private static final int PEELS_MAX = 16;

    private PlainTitle() {}

    /** Empty where nothing but decoration stands there. */
    public static String of(String line) {
        String text = hidden(line.substring(0, Math.min(line.length(), LINE_CHARS_MAX)));
        text = untilStable(BLOCK, text, "");
        text = CLOSING_HASHES.matcher(text).replaceFirst("");
        text = WIKI_LINK.matcher(text).replaceAll("$1");
        text = untilStable(IMAGE_OR_LINK, text, "$1");
        text = AUTO_LINK.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll("");
        text = untilStable(STARS, text, "$2");
        text = untilStable(UNDERSCORES, text, "$2");
        text = CODE.matcher(text).replaceAll("$2");
        return OneLine.of(shown(text));
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

    /** Escaped characters as ones that mean nothing. */
    private static String hidden(String text) {
        return ESCAPED.matcher(text).find()
                ? text
                : ESCAPE.matcher(text)
                        .replaceAll(match ->
                                Character.toString(ESCAPED_BASE + match.group(1).charAt(0)));
    }

    private static String shown(String text) {
        String plain = ESCAPED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        Character.toString(match.group().charAt(0) - ESCAPED_BASE)));
        boolean half = !plain.isEmpty() && Character.isHighSurrogate(plain.charAt(plain.length() - 1));
        return half ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** Nested decoration is peeled from the outside in. */
    private static String untilStable(Pattern pattern, String text, String replacement) {
        String now = text;
        for (int i = 0; i < PEELS_MAX; i++) {
            String next = pattern.matcher(now).replaceAll(replacement);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }
}
