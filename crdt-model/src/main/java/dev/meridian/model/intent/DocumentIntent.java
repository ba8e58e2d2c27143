package dev.meridian.model.intent;

import dev.meridian.model.text.Splice;
import java.util.List;

/** An intent for a Markdown document. */
public sealed interface DocumentIntent extends Intent {

    /** Makes the document, with an empty text. First of all, once. */
    record Create() implements DocumentIntent {}

    /** Says something about the document. */
    record Discuss(DiscussionIntent intent) implements DocumentIntent {}

    record EditText(List<Splice> splices) implements DocumentIntent {
        public EditText {
            splices = List.copyOf(splices);
        }
    }
}
