package dev.meridian.model.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code [[name]]}, {@code [[name|shown]]}, {@code [[name#heading]]} in Markdown, but not in code. */
public final class WikiLinks {

    private static final Pattern LINK =
            Pattern.compile("\\[\\[([^\\[\\]|#\\n]+)(?:#[^\\[\\]|\\n]*)?(?:\\|[^\\[\\]\\n]*)?]]");

    private WikiLinks() {}

    /** The names linked to, in order, each once. */
    public static Set<String> in(String markdown) {
        Set<String> names = new LinkedHashSet<>();
        if (!markdown.contains("[[")) {
            return names;
        }
        for (String line : Prose.lines(markdown)) {
            Matcher link = LINK.matcher(line);
            while (link.find()) {
                names.add(link.group(1).strip());
            }
        }
        return names;
    }

    /** What {@code [[name]]} names; text without brackets is a name already. */
    public static String name(String text) {
        Matcher link = LINK.matcher(text.strip());
        return link.matches() ? link.group(1).strip() : text.strip();
    }
}
