package dev.meridian.model.automerge;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All maps of a document in plain Java, kept up to date from the operations of each change: reading costs no native call. Live: it changes
 * with its replica and is read on the replica's thread only; the {@link Register}s it gives out are immutable.
 */
public final class ObjectTree {

    ObjectTree() {}

    /** What stands at a key; {@link Register#EMPTY} where nothing does, or where the object is unknown or not a map. */
    public Register at(ObjectId map, String key) {
        return Unbuilt.unbuilt("at " + map + key);
    }

    /** The map that wins at a key of a map, for walking down. */
    public Optional<ObjectId> map(ObjectId map, String key) {
        return at(map, key).map();
    }

    /** Walks down from the root by winning maps; empty where a step is missing. */
    public Optional<ObjectId> mapAt(String... path) {
        return Unbuilt.unbuilt("mapAt " + path.length);
    }

    /** Keys at which something stands, in no order. A view: not to be kept over a change. */
    public Set<String> keys(ObjectId map) {
        return Unbuilt.unbuilt("keys " + map);
    }

    /** How many keys something stands at. */
    public int size(ObjectId map) {
        return keys(map).size();
    }

    /** Every key at which something stands, in no order. */
    public void forEach(ObjectId map, BiConsumer<String, Register> visit) {
        Unbuilt.unbuilt("forEach " + map + visit);
    }

    /** Where an object was made; empty for the root and for unknown objects. It stays known when it lost or was deleted. */
    public Optional<Place> place(ObjectId object) {
        return Unbuilt.unbuilt("place " + object);
    }

    public boolean isMap(ObjectId object) {
        return Unbuilt.unbuilt("isMap " + object);
    }

    public boolean isText(ObjectId object) {
        return Unbuilt.unbuilt("isText " + object);
    }
}
