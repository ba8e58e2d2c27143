package dev.meridian.model.document;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.plan.PlanDocument;

/** A Markdown document that can be edited. */
public final class TextDocument extends PlanDocument<Document, DocumentIntent> {

    private TextDocument(Replica replica) {
        super(replica);
    }

    /** Takes over the replica, empty or not. */
    public static TextDocument open(Replica replica) {
        return new TextDocument(replica);
    }
}
