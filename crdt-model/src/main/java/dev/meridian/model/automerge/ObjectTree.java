package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All maps of a document in plain Java, kept up to date from the operations of each change: reading costs no native call. Live: it changes
 * with its replica and is read on the replica's thread only; the {@link Register}s it gives out are immutable.
 */
public final class ObjectTree {

    /** Keys up to this length are field names, of which every thing has the same: one instance serves all. */
    private static final int SHARED_KEY_MAX = 24;

    private final ActorTable actors;
    private final Map<String, String> sharedKeys = new HashMap<>();
    private final TreeObject root = TreeObject.root();
    private final ObjectMap objects = new ObjectMap();
    private final List<Slot> slots = new ArrayList<>();
    private final List<TreeObject> texts = new ArrayList<>();

    ObjectTree(ActorTable actors) {
        this.actors = actors;
    }

    /** What stands at a key; {@link Register#EMPTY} where nothing does, or where the object is unknown or not a map. */
    public Register at(ObjectId map, String key) {
        TreeObject object = find(map);
        Slot slot = object == null ? null : object.slots.get(key);
        return slot == null ? Register.EMPTY : slot.register;
    }

    /** The map that wins at a key of a map, for walking down. */
    public Optional<ObjectId> map(ObjectId map, String key) {
        return at(map, key).map();
    }

    /** Walks down from the root by winning maps; empty where a step is missing. */
    public Optional<ObjectId> mapAt(String... path) {
        ObjectId at = ObjectId.ROOT;
        for (String step : path) {
            Optional<ObjectId> next = map(at, step);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** Keys at which something stands, in no order. A copy. */
    public Set<String> keys(ObjectId map) {
        Set<String> keys = HashSet.newHashSet(size(map));
        forEach(map, (key, register) -> keys.add(key));
        return keys;
    }

    /** How many keys something stands at. */
    public int size(ObjectId map) {
        TreeObject object = find(map);
        return object == null ? 0 : object.size;
    }

    /** Every key at which something stands, in no order. */
    public void forEach(ObjectId map, BiConsumer<String, Register> visit) {
        TreeObject object = find(map);
        if (object == null) {
            return;
        }
        object.slots.forEach(slot -> {
            if (!slot.register.isEmpty()) {
                visit.accept(slot.key, slot.register);
            }
        });
    }

    /** Where an object was made; empty for the root and for unknown objects. It stays known when it lost or was deleted. */
    public Optional<Place> place(ObjectId object) {
        TreeObject found = find(object);
        return found == null ? Optional.empty() : Optional.ofNullable(found.place);
    }

    public boolean isMap(ObjectId object) {
        TreeObject found = find(object);
        return found != null && !found.isText;
    }

    public boolean isText(ObjectId object) {
        TreeObject found = find(object);
        return found != null && found.isText;
    }

    TreeObject root() {
        return root;
    }

    @Nullable
    TreeObject find(ObjectId id) {
        if (id.isRoot()) {
            return root;
        }
        int actor = actors.number(id.maker().actor());
        return actor == ActorTable.UNKNOWN ? null : find(actor, id.maker().counter());
    }

    @Nullable
    TreeObject find(int actor, int counter) {
        return objects.get(actor, counter);
    }

    Slot newSlot(TreeObject map, String key) {
        Slot slot = new Slot(
                map,
                key.length() <= SHARED_KEY_MAX ? sharedKeys.computeIfAbsent(key, same -> same) : key,
                slots.size());
        slots.add(slot);
        map.slots.put(slot);
        return slot;
    }

    /** Takes back the slots made since there were {@code count}: of a change that was refused after all. */
    void forgetSlots(int count) {
        while (slots.size() > count) {
            Slot slot = slots.removeLast();
            slot.map.slots.removeLast(slot);
        }
    }

    int slotCount() {
        return slots.size();
    }

    int textCount() {
        return texts.size();
    }

    void add(TreeObject object) {
        objects.put(object);
        if (object.isText) {
            texts.add(object);
        }
    }
}
