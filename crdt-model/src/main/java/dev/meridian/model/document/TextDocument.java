package dev.meridian.model.document;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.schema.DocumentKind;

/** A Markdown document that can be edited. */
public final class TextDocument extends PlanDocument<Document, DocumentIntent> {

    private final TextProjection projection;

    private TextDocument(Replica replica, TextProjection projection) {
        super(replica, DocumentKind.DOCUMENT, projection);
        this.projection = projection;
    }

    /** Takes over the replica, empty or not. An empty one becomes a document by {@link DocumentIntent.Create}, or by what it receives. */
    public static TextDocument open(Replica replica) {
        return new TextDocument(replica, new TextProjection(replica));
    }

    @Override
    protected Scribe<DocumentIntent> scribe() {
        return new TextScribe(projection.discussion());
    }
}
