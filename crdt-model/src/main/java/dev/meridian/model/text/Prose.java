package dev.meridian.model.text;

import java.util.ArrayList;
import java.util.List;

/** What of a Markdown text is not code. */
public final class Prose {

    private Prose() {}

    /** The lines outside code blocks, without their code spans. */
    public static List<String> lines(String markdown) {
        List<String> prose = new ArrayList<>();
        String fence = "";
        for (String line : markdown.split("\n", -1)) {
            String stripped = line.strip();
            if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
                fence = stripped.substring(0, 3);
            } else if (!fence.isEmpty()) {
                fence = stripped.startsWith(fence) ? "" : fence;
            } else {
                prose.add(line.indexOf('`') < 0 ? line : CodeSpans.remove(line));
            }
        }
        return prose;
    }
}
