package dev.meridian.model.plan;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.ObjectTree;
import dev.meridian.model.automerge.Place;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Touched;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.schema.Collection;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.value.Field;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a batch touched, sorted by the things that it concerns. */
final class Touches {

    /** By kind, then by id: events come in the same order on every replica. */
    static final Comparator<SubjectId> ORDER =
            Comparator.<SubjectId, Collection>comparing(Collection::of).thenComparing(SubjectId::hex);

    /** What was touched of one thing. */
    static final class OfThing {
        /** Registers before, by key of the thing's own map. */
        final SortedMap<String, Register> before = new TreeMap<>();

        /** Whether its text may differ. */
        boolean text;

        OfThing(boolean text) {
            this.text = text;
        }
    }

    final SortedMap<SubjectId, OfThing> things = new TreeMap<>(ORDER);
    boolean root;
    /** Something that this version does not know. */
    boolean unknown;
    /** The text of the document itself. */
    boolean text;
    /** Collections or shards themselves: everything is to be read anew. */
    boolean structure;

    private final ObjectTree tree;
    private final Locator locator;

    Touches(ObjectTree tree, Locator locator, Touched touched) {
        this.tree = tree;
        this.locator = locator;
        touched.before().forEach(this::note);
        touched.texts().forEach(this::noteText);
    }

    private void note(Place place, Register before) {
        String key = place.key();
        switch (locator.of(place.map())) {
            case Spot.Root root -> noteRoot(key);
            case Spot.Top top -> noteTop(top.collection(), key);
            case Spot.Shard shard -> noteThing(shard.collection().id(shard.digits(), key));
            case Spot.Thing thing -> {
                OfThing touch = of(thing.subject());
                touch.before.put(key, before);
                touch.text |= key.equals(Field.DESCRIPTION.key());
            }
            case Spot.Inside inside -> of(inside.subject());
            case Spot.Other other -> unknown = true;
            case Spot.Hidden hidden -> {}
        }
    }

    private void noteRoot(String key) {
        Optional<SubjectId> thing = locator.atRoot(key);
        if (locator.collection(key).isPresent()) {
            structure = true;
        } else if (thing.isPresent()) {
            noteThing(thing);
            unknown = true;
        } else {
            root = true;
        }
    }

    private void noteTop(Collection collection, String key) {
        if (collection.sharded()) {
            structure = true;
        } else {
            noteThing(collection.id("", key));
        }
    }

    private void noteThing(Optional<SubjectId> subject) {
        subject.ifPresent(id -> of(id).text = true);
    }

    private void noteText(ObjectId text) {
        switch (locator.of(text)) {
            case Spot.Inside inside -> of(inside.subject()).text |= isDescription(text);
            case Spot.Other other -> noteOtherText(text);
            case Spot.Root root -> {}
            case Spot.Top top -> {}
            case Spot.Shard shard -> {}
            case Spot.Thing thing -> {}
            case Spot.Hidden hidden -> {}
        }
    }

    private void noteOtherText(ObjectId object) {
        if (tree.place(object)
                .filter(new Place(ObjectId.ROOT, Schema.TEXT)::equals)
                .isPresent()) {
            text = true;
        } else {
            unknown = true;
        }
    }

    private boolean isDescription(ObjectId text) {
        return tree.place(text)
                .filter(place -> place.key().equals(Field.DESCRIPTION.key()))
                .filter(place -> locator.of(place.map()) instanceof Spot.Thing)
                .isPresent();
    }

    private OfThing of(SubjectId subject) {
        return things.computeIfAbsent(subject, id -> new OfThing(false));
    }
}
