package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a batch of changes touches. One use a batch. */
final class TouchLog {

    private final int batch;
    private final List<Slot> slots = new ArrayList<>(4);
    private final List<Register> before = new ArrayList<>(4);
    private @Nullable Set<ObjectId> texts;

    /** @param batch a number that no batch of this document had before, above 0 */
    TouchLog(int batch) {
        this.batch = batch;
    }

    /** Notes that a slot is about to change. */
    void touch(Slot slot) {
        if (slot.touchedBy != batch) {
            slot.touchedBy = batch;
            slots.add(slot);
            before.add(slot.register);
        }
    }

    void touchText(ObjectId text) {
        if (texts == null) {
            texts = new LinkedHashSet<>();
        }
        texts.add(text);
    }

    /** Everything noted so far, in the order in which it was touched. */
    Touched touched() {
        if (slots.isEmpty() && texts == null) {
            return Touched.NOTHING;
        }
        Map<Place, Register> registers = LinkedHashMap.newLinkedHashMap(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            registers.put(new Place(slot.map.id, slot.key), before.get(i));
        }
        return new Touched(
                Collections.unmodifiableMap(registers), texts == null ? Set.of() : Collections.unmodifiableSet(texts));
    }
}
