package dev.meridian.model.plan;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.ObjectTree;
import dev.meridian.model.automerge.Place;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.schema.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out where objects lie, by going up. For one state of one document: what it has found it remembers. */
final class Locator {

    private final ObjectTree tree;
    private final List<Collection> collections;
    private final Map<ObjectId, Spot> known = new HashMap<>();

    Locator(ObjectTree tree, List<Collection> collections) {
        this.tree = tree;
        this.collections = collections;
        known.put(ObjectId.ROOT, new Spot.Root());
    }

    Spot of(ObjectId object) {
        Spot spot = known.get(object);
        if (spot == null) {
            spot = tree.place(object).map(place -> below(place, object)).orElseGet(Spot.Hidden::new);
            known.put(object, spot);
        }
        return spot;
    }

    private Spot below(Place place, ObjectId object) {
        boolean shows = tree.at(place.map(), place.key())
                .value()
                .filter(value -> value instanceof Value.Made made && made.id().equals(object))
                .isPresent();
        if (!shows) {
            return new Spot.Hidden();
        }
        String key = place.key();
        return switch (of(place.map())) {
            case Spot.Root root ->
                collection(key)
                        .<Spot>map(Spot.Top::new)
                        .or(() -> atRoot(key).map(Spot.Thing::new))
                        .orElseGet(Spot.Other::new);
            case Spot.Top top ->
                top.collection().sharded() ? new Spot.Shard(top.collection(), key) : thing(top.collection(), "", key);
            case Spot.Shard shard -> thing(shard.collection(), shard.digits(), key);
            case Spot.Thing thing -> new Spot.Inside(thing.subject());
            case Spot.Inside inside -> inside;
            case Spot.Other other -> other;
            case Spot.Hidden hidden -> hidden;
        };
    }

    Optional<Collection> collection(String rootKey) {
        return collections.stream().filter(each -> each.key().equals(rootKey)).findFirst();
    }

    /** The thing that stands at a key of the root itself. */
    Optional<SubjectId> atRoot(String rootKey) {
        return collections.stream()
                .flatMap(each -> each.idAtRoot(rootKey).stream())
                .findFirst();
    }

    private static Spot thing(Collection collection, String shard, String key) {
        Optional<SubjectId> id = collection.id(shard, key);
        return id.<Spot>map(Spot.Thing::new).orElseGet(Spot.Hidden::new);
    }
}
