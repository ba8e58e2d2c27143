package dev.meridian.client;

import dev.meridian.model.text.TextRange;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody has to say.
 *
 * @param text Markdown; {@code @name} mentions a member
 * @param part finds what it is about in the document's text as it is when this is written; none for the whole. What it throws is thrown on, and
 *     nothing was written
 * @param blocker whether it holds the work up
 */
public record Remark(String text, Optional<Function<String, TextRange>> part, boolean blocker) {

    public static Remark of(String text) {
        return new Remark(text, Optional.empty(), false);
    }

    /** The same about a part of the document. Only a thread's first remark can be. */
    public Remark about(Function<String, TextRange> found) {
        return new Remark(text, Optional.of(found), blocker);
    }

    /** The same as a blocker. */
    public Remark asBlocker() {
        return new Remark(text, part, true);
    }
}
