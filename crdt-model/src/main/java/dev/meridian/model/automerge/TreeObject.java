package dev.meridian.model.automerge;

import org.jspecify.annotations.Nullable;

/** One object of an {@link ObjectTree}: a map with its slots, or a text with what is known of it. */
final class TreeObject {

    static final int UNKNOWN = -1;

    final ObjectId id;

    /** Actor number and counter of the operation that made it: its key in an {@link ObjectMap}. */
    final long key;

    final boolean isText;

    /** Number among the texts; means nothing for a map. */
    final int number;

    final int depth;
    final @Nullable Place place;

    /** Every key that was ever written. */
    final SlotMap slots = new SlotMap();

    /** How many slots something stands at. */
    int size;

    /** The text as it was last read, null after a change to it. */
    @Nullable
    String text;

    /** Its length in code points, {@link #UNKNOWN} after a change by others. */
    int textLength = UNKNOWN;

    TreeObject(ObjectId id, long key, boolean isText, int number, int depth, @Nullable Place place) {
        this.id = id;
        this.key = key;
        this.isText = isText;
        this.number = number;
        this.depth = depth;
        this.place = place;
    }

    static TreeObject root() {
        return new TreeObject(ObjectId.ROOT, 0, false, 0, 0, null);
    }
}
