package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All maps of a document in plain Java, kept up to date from the operations of each change: reading costs no native call. Live: it changes
 * with its replica and is read on the replica's thread only; the {@link Register}s it gives out are immutable.
 */
public final class ObjectTree {

    private final ActorTable actors;
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

    /** Keys at which something stands, in no order. */
    public Set<String> keys(ObjectId map) {
        TreeObject object = find(map);
        if (object == null || object.size == 0) {
            return Set.of();
        }
        if (object.size == object.slots.size()) {
            return Collections.unmodifiableSet(object.slots.keySet());
        }
        return object.slots.values().stream()
                .filter(slot -> !slot.register.isEmpty())
                .map(slot -> slot.key)
                .collect(Collectors.toUnmodifiableSet());
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
        for (Map.Entry<String, Slot> entry : object.slots.entrySet()) {
            Register register = entry.getValue().register;
            if (!register.isEmpty()) {
                visit.accept(entry.getKey(), register);
            }
        }
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

    Slot slot(int number) {
        return slots.get(number);
    }

    Slot newSlot(TreeObject map, String key) {
        Slot slot = new Slot(map, key, slots.size());
        slots.add(slot);
        map.slots.put(key, slot);
        return slot;
    }

    /** Takes back the slots made since there were {@code count}: of a change that was refused after all. */
    void forgetSlots(int count) {
        while (slots.size() > count) {
            Slot slot = slots.removeLast();
            slot.map.slots.remove(slot.key);
        }
    }

    int slotCount() {
        return slots.size();
    }

    int textCount() {
        return texts.size();
    }

    void add(int actor, int counter, TreeObject object) {
        objects.put(actor, counter, object);
        if (object.isText) {
            texts.add(object);
        }
    }
}
