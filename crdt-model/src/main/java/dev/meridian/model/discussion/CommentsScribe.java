package dev.meridian.model.discussion;

import dev.meridian.model.intent.CommentsIntent;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.schema.DocumentKind;
import java.util.List;

/** Writes down what is said beside a board or document. */
final class CommentsScribe extends Scribe<CommentsIntent> {

    private final DiscussionScribe discussion;

    CommentsScribe(DiscussionProjection said) {
        super(DocumentKind.COMMENTS);
        discussion = new DiscussionScribe(desk, DocumentKind.COMMENTS, said);
    }

    @Override
    protected boolean makes(CommentsIntent intent) {
        return false;
    }

    @Override
    protected List<CommentsIntent> pieces(CommentsIntent intent) {
        return List.of(intent);
    }

    @Override
    protected void write(CommentsIntent intent) {
        switch (intent) {
            case CommentsIntent.OpenThread open -> discussion.open(open);
            case CommentsIntent.Discuss discuss -> discussion.write(discuss.intent());
        }
    }
}
