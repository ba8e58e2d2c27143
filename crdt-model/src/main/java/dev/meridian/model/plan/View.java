package dev.meridian.model.plan;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.ObjectTree;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.automerge.Touched;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.schema.Collection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.schema.Stored;
import dev.meridian.model.value.Meta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the projection of a document in step with its replica, by reading again what was touched, and tells what happened. */
final class View<S> {

    private final Replica replica;
    private final DocumentKind kind;
    private final Projection<S> projection;
    private final Set<String> rootKeys = new HashSet<>();
    private SortedMap<String, Json> unknown = new TreeMap<>();
    private boolean unknownIsStale = true;
    private @Nullable S snapshot;

    View(Replica replica, DocumentKind kind, Projection<S> projection) {
        this.replica = replica;
        this.kind = kind;
        this.projection = projection;
        rootKeys.addAll(Set.of(Schema.SCHEMA, Schema.KIND));
        rootKeys.addAll(kind.rootKeys());
        kind.collections().forEach(each -> rootKeys.add(each.key()));
        readAll();
    }

    /** Reads the whole document: when it is opened. */
    private void readAll() {
        projection.readRoot(Set.of());
        List<SubjectId> all = subjectsInTree();
        all.forEach(subject -> find(subject).ifPresent(map -> projection.read(subject, map, true)));
        projection.settle(all);
    }

    private List<SubjectId> subjectsInTree() {
        ObjectTree tree = replica.tree();
        List<SubjectId> all = new ArrayList<>();
        for (Collection collection : kind.collections()) {
            tree.keys(ObjectId.ROOT).forEach(key -> collection.idAtRoot(key).ifPresent(all::add));
            tree.map(ObjectId.ROOT, collection.key()).ifPresent(top -> {
                if (!collection.sharded()) {
                    tree.keys(top).forEach(key -> collection.id("", key).ifPresent(all::add));
                    return;
                }
                for (String digits : tree.keys(top)) {
                    tree.map(top, digits)
                            .ifPresent(shard -> tree.keys(shard)
                                    .forEach(key -> collection.id(digits, key).ifPresent(all::add)));
                }
            });
        }
        return all;
    }

    private Optional<ObjectId> find(SubjectId subject) {
        return Collection.find(replica.tree()::at, subject);
    }

    /** Takes in what a batch touched. */
    List<Event> follow(Touched touched, Set<DeviceId> authors) {
        if (touched.isEmpty()) {
            return List.of();
        }
        snapshot = null;
        ObjectTree tree = replica.tree();
        Touches touches = new Touches(tree, new Locator(tree, kind.collections()), touched);
        List<Event> events = new ArrayList<>();
        unknownIsStale |= touches.root || touches.unknown;
        if (touches.root) {
            events.addAll(projection.readRoot(authors));
        }
        if (touches.text) {
            events.addAll(projection.textEdited(authors));
        }
        Set<SubjectId> changed = new TreeSet<>(Touches.ORDER);
        changed.addAll(touches.things.keySet());
        if (touches.structure) {
            changed.addAll(projection.subjects());
            changed.addAll(subjectsInTree());
        }
        EventWriter writer = new EventWriter(tree, authors);
        for (SubjectId subject : changed) {
            follow(subject, touches.things.getOrDefault(subject, new Touches.OfThing(true)), writer);
        }
        events.addAll(writer.events());
        events.addAll(projection.settle(changed));
        return events;
    }

    private void follow(SubjectId subject, Touches.OfThing touch, EventWriter writer) {
        Optional<Meta> before = projection.meta(subject);
        Optional<ObjectId> map = find(subject);
        if (map.isPresent()) {
            projection.read(subject, map.get(), touch.text);
        } else {
            projection.forget(subject);
        }
        Optional<Meta> after = projection.meta(subject);
        if (before.isPresent() && after.isEmpty()) {
            writer.purged(subject);
        } else if (after.isPresent() && map.isPresent()) {
            if (before.isEmpty()) {
                writer.added(subject, map.get(), after.get());
            } else {
                writer.changed(subject, map.get(), touch, before.get(), after.get());
            }
        }
    }

    S snapshot() {
        S current = snapshot;
        if (current == null) {
            if (unknownIsStale) {
                unknown = readUnknown();
                unknownIsStale = false;
            }
            current = projection.snapshot(replica.heads(), unknown);
            snapshot = current;
        }
        return current;
    }

    private SortedMap<String, Json> readUnknown() {
        TreeMap<String, Json> found = new TreeMap<>();
        replica.tree().forEach(ObjectId.ROOT, (key, register) -> {
            if (!rootKeys.contains(key) && !isThing(key, register)) {
                register.value().ifPresent(value -> found.put(key, Stored.json(replica.tree(), replica::text, value)));
            }
        });
        return found;
    }

    private boolean isThing(String rootKey, Register register) {
        return register.map().isPresent()
                && kind.collections().stream()
                        .anyMatch(each -> each.idAtRoot(rootKey).isPresent());
    }
}
