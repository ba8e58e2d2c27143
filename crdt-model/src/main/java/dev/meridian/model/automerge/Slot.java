package dev.meridian.model.automerge;

/** A key of a map and what stands there. */
final class Slot {

    final TreeObject map;
    final String key;

    /** Number among the slots of the document. */
    final int number;

    Register register = Register.EMPTY;

    /** The change that {@link #uses} counts for. */
    int usedBy;

    /** Operations of that change on this slot so far. */
    int uses;

    /** The batch that has noted this slot as touched. */
    int touchedBy;

    Slot(TreeObject map, String key, int number) {
        this.map = map;
        this.key = key;
        this.number = number;
    }
}
