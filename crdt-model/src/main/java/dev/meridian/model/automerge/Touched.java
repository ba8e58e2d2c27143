package dev.meridian.model.automerge;

import java.util.Map;
import java.util.Set;

/**
 * What one edit or one batch of applied changes touched: every key with what stood there before, and every text. New objects are found through
 * the key that they stand at.
 *
 * @param before for each touched key the register before; the register now is in the tree
 * @param texts texts that characters were put into or taken from
 */
public record Touched(Map<Place, Register> before, Set<ObjectId> texts) {

    public static final Touched NOTHING = new Touched(Map.of(), Set.of());

    public boolean isEmpty() {
        return before.isEmpty() && texts.isEmpty();
    }
}
