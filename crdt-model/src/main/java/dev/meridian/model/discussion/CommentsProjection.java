package dev.meridian.model.discussion;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.DocumentRoot;
import dev.meridian.model.plan.Projection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.value.Meta;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** A document of comments in plain values. Owned by its document. */
final class CommentsProjection implements Projection<Comments> {

    private final DocumentRoot root;
    private final DiscussionProjection discussion;

    CommentsProjection(Replica replica) {
        this.root = new DocumentRoot(replica, DocumentKind.COMMENTS);
        this.discussion = new DiscussionProjection(replica, Home.COMMENTS);
    }

    DiscussionProjection discussion() {
        return discussion;
    }

    @Override
    public Optional<Meta> meta(SubjectId subject) {
        return subject instanceof DiscussionId said ? discussion.meta(said) : Optional.empty();
    }

    @Override
    public Collection<SubjectId> subjects() {
        return discussion.subjects();
    }

    @Override
    public void read(SubjectId subject, ObjectId map, boolean textTouched) {
        if (subject instanceof DiscussionId said) {
            discussion.read(said, map);
        }
    }

    @Override
    public void forget(SubjectId subject) {
        if (subject instanceof DiscussionId said) {
            discussion.forget(said);
        }
    }

    @Override
    public List<Event> readRoot(Set<DeviceId> authors) {
        return root.read();
    }

    @Override
    public List<Event> settle(Collection<SubjectId> changed) {
        return List.of();
    }

    @Override
    public Comments snapshot(Set<ChangeHash> heads, SortedMap<String, Json> unknown) {
        return new Comments(root.schema(), heads, unknown);
    }
}
