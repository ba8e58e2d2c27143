package dev.meridian.model.document;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.DocumentRoot;
import dev.meridian.model.plan.Projection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.value.Meta;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** A document in plain values: its text is read when a snapshot is asked for. Owned by its document. */
final class TextProjection implements Projection<Document> {

    private final Replica replica;
    private final DocumentRoot root;

    TextProjection(Replica replica) {
        this.replica = replica;
        this.root = new DocumentRoot(replica, DocumentKind.DOCUMENT);
    }

    @Override
    public Optional<Meta> meta(SubjectId subject) {
        return Optional.empty();
    }

    @Override
    public Collection<SubjectId> subjects() {
        return List.of();
    }

    @Override
    public void read(SubjectId subject, ObjectId map, boolean textTouched) {}

    @Override
    public void forget(SubjectId subject) {}

    @Override
    public List<Event> readRoot(Set<DeviceId> authors) {
        return root.read();
    }

    @Override
    public List<Event> textEdited(Set<DeviceId> authors) {
        return List.of(new Event.TextEdited(authors));
    }

    @Override
    public List<Event> settle(Collection<SubjectId> changed) {
        return List.of();
    }

    @Override
    public Document snapshot(Set<ChangeHash> heads, SortedMap<String, Json> unknown) {
        String text = root.schema() > 0
                ? replica.tree()
                        .at(ObjectId.ROOT, Schema.TEXT)
                        .text()
                        .map(replica::text)
                        .orElse("")
                : "";
        return new Document(root.schema(), heads, text, unknown);
    }
}
