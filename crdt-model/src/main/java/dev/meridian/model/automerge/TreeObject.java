package dev.meridian.model.automerge;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of an {@link ObjectTree}: a map with its slots, or a text with what is known of it. */
final class TreeObject {

    static final int UNKNOWN = -1;

    final ObjectId id;
    final boolean isText;

    /** Number among the texts; means nothing for a map. */
    final int number;

    final int depth;
    final @Nullable Place place;

    /** Every key that was ever written. */
    final Map<String, Slot> slots;

    /** How many slots something stands at. */
    int size;

    /** The text as it was last read, null after a change to it. */
    @Nullable
    String text;

    /** Its length in code points, {@link #UNKNOWN} after a change by others. */
    int textLength = UNKNOWN;

    TreeObject(ObjectId id, boolean isText, int number, int depth, @Nullable Place place) {
        this.id = id;
        this.isText = isText;
        this.number = number;
        this.depth = depth;
        this.place = place;
        this.slots = isText ? Map.of() : new HashMap<>();
    }

    static TreeObject root() {
        return new TreeObject(ObjectId.ROOT, false, 0, 0, null);
    }
}
