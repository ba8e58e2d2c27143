package dev.meridian.model.discussion;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.CommentsIntent;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.schema.DocumentKind;
import java.util.Optional;

/** What is said about the cards of a board, or about a document, in a document of its own, so that it can be written by who may not write that. */
public final class CommentsDocument extends PlanDocument<Comments, CommentsIntent> {

    private final CommentsProjection projection;

    private CommentsDocument(Replica replica, CommentsProjection projection) {
        super(replica, DocumentKind.COMMENTS, projection);
        this.projection = projection;
    }

    /** Takes over the replica, empty or not. An empty one begins with what is first said, here or elsewhere. */
    public static CommentsDocument open(Replica replica) {
        return new CommentsDocument(replica, new CommentsProjection(replica));
    }

    /**
     * Everything that is said about a board's cards or a document: what lies in that itself, then what lies here.
     *
     * @param elder what lies in that itself
     * @param content its replica, where the parts of its text that threads are about are found; empty where it is not here
     */
    public Discussion beside(Discussion elder, Optional<Replica> content) {
        return projection.discussion().beside(elder, content);
    }

    @Override
    protected Scribe<CommentsIntent> scribe() {
        return new CommentsScribe(projection.discussion());
    }
}
