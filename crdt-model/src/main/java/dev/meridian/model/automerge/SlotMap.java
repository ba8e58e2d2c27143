package dev.meridian.model.automerge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one map by key. Most maps are things with a dozen fields, and a change comes to one of ten thousand of them: so few keys lie side by
 * side, which touches two cache lines where a hash map touches six. Many keys go to a hash map.
 */
final class SlotMap {

    private static final int FEW = 24;

    private String[] keys = new String[4];
    private Slot[] slots = new Slot[4];
    private int few;
    private @Nullable Map<String, Slot> many;

    @Nullable
    Slot get(String key) {
        if (many != null) {
            return many.get(key);
        }
        for (int i = 0; i < few; i++) {
            if (keys[i].equals(key)) {
                return slots[i];
            }
        }
        return null;
    }

    /** Puts a slot whose key is not here. */
    void put(Slot slot) {
        if (many == null && few == FEW) {
            many = new HashMap<>(4 * FEW);
            for (int i = 0; i < few; i++) {
                many.put(keys[i], slots[i]);
            }
            keys = new String[0];
            slots = new Slot[0];
        }
        if (many != null) {
            many.put(slot.key, slot);
            return;
        }
        if (few == keys.length) {
            keys = Arrays.copyOf(keys, 2 * few);
            slots = Arrays.copyOf(slots, 2 * few);
        }
        keys[few] = slot.key;
        slots[few++] = slot;
    }

    /** Takes out the slot that was put last. */
    void removeLast(Slot slot) {
        if (many != null) {
            many.remove(slot.key);
        } else {
            few--;
        }
    }

    void forEach(Consumer<Slot> visit) {
        if (many != null) {
            many.values().forEach(visit);
            return;
        }
        for (int i = 0; i < few; i++) {
            visit.accept(slots[i]);
        }
    }
}
