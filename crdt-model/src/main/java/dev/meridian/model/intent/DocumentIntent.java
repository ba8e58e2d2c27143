package dev.meridian.model.intent;

import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DraftField;
import java.util.List;
import java.util.Optional;

/** An intent for a Markdown document. */
public sealed interface DocumentIntent extends Intent {

    /** Makes the document, with an empty text. First of all, once. */
    record Create() implements DocumentIntent {}

    /** Says something about the document. */
    record Discuss(DiscussionIntent intent) implements DocumentIntent {}

    /**
     * Sets a field of the decision that the document is about, while it is a draft.
     *
     * @param value empty clears it
     */
    record SetDraft(DraftField field, Optional<String> value) implements DocumentIntent {}

    /**
     * Records how a round of the document's decision ended: the same text, whoever does.
     *
     * @param round from 1
     * @param outcome JSON in one line
     */
    record RecordOutcome(int round, String outcome) implements DocumentIntent {}

    record EditText(List<Splice> splices) implements DocumentIntent {
        public EditText {
            splices = List.copyOf(splices);
        }
    }
}
