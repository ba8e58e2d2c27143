package dev.meridian.model.formats.markdown;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code [[name]]}, {@code [[name|shown]]}, {@code [[name#heading]]} in Markdown, but not in code. */
final class WikiLinks {

    private static final Pattern LINK =
            Pattern.compile("\\[\\[([^\\[\\]|#\\n]+)(?:#[^\\[\\]|\\n]*)?(?:\\|[^\\[\\]\\n]*)?]]");

    private WikiLinks() {}

    /** The names linked to, in order, each once. */
    static Set<String> in(String markdown) {
        Set<String> names = new LinkedHashSet<>();
        String fence = "";
        for (String line : markdown.split("\n", -1)) {
            String stripped = line.strip();
            if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
                fence = stripped.substring(0, 3);
            } else if (!fence.isEmpty()) {
                fence = stripped.startsWith(fence) ? "" : fence;
            } else if (line.contains("[[")) {
                Matcher link = LINK.matcher(CodeSpans.remove(line));
                while (link.find()) {
                    names.add(link.group(1).strip());
                }
            }
        }
        return names;
    }

    /** What {@code [[name]]} names; text without brackets is a name already. */
    static String name(String text) {
        Matcher link = LINK.matcher(text.strip());
        return link.matches() ? link.group(1).strip() : text.strip();
    }
}
