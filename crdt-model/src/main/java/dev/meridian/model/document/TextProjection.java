package dev.meridian.model.document;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.discussion.DiscussionProjection;
import dev.meridian.model.discussion.Home;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.DocumentRoot;
import dev.meridian.model.plan.Projection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.value.DraftField;
import dev.meridian.model.value.Meta;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A document in plain values: its text is read when a snapshot is asked for. Owned by its document. */
final class TextProjection implements Projection<Document> {

    private static final Pattern ROUND = Pattern.compile("[1-9][0-9]{0,3}");

    private final Replica replica;
    private final DocumentRoot root;
    private final DiscussionProjection discussion;

    TextProjection(Replica replica) {
        this.replica = replica;
        this.root = new DocumentRoot(replica, DocumentKind.DOCUMENT);
        this.discussion = new DiscussionProjection(replica, Home.CONTENT);
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
        // Where the text itself was replaced, what stood in it has gone.
        discussion.textEdited();
        return root.read();
    }

    @Override
    public List<Event> textEdited(Set<DeviceId> authors) {
        discussion.textEdited();
        return List.of(new Event.TextEdited(authors));
    }

    @Override
    public List<Event> settle(Collection<SubjectId> changed) {
        return List.of();
    }

    @Override
    public Document snapshot(Set<ChangeHash> heads, SortedMap<String, Json> unknown) {
        Optional<ObjectId> text = root.schema() > 0
                ? replica.tree().at(ObjectId.ROOT, Schema.TEXT).text()
                : Optional.empty();
        return new Document(
                root.schema(),
                heads,
                text.map(replica::text).orElse(""),
                discussion.snapshot(text),
                draft(),
                outcomes(),
                unknown);
    }

    private Map<DraftField, String> draft() {
        Map<DraftField, String> draft = new EnumMap<>(DraftField.class);
        for (DraftField each : DraftField.values()) {
            replica.tree().at(ObjectId.ROOT, each.key()).string().ifPresent(value -> draft.put(each, value));
        }
        return draft;
    }

    private SortedMap<Integer, String> outcomes() {
        TreeMap<Integer, String> outcomes = new TreeMap<>();
        replica.tree().forEach(ObjectId.ROOT, (key, register) -> {
            if (key.startsWith(Schema.OUTCOME)
                    && ROUND.matcher(key.substring(Schema.OUTCOME.length())).matches()) {
                register.string()
                        .ifPresent(outcome ->
                                outcomes.put(Integer.valueOf(key.substring(Schema.OUTCOME.length())), outcome));
            }
        });
        return outcomes;
    }
}
