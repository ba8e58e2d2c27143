package dev.meridian.model.text;

/** A run of the one sequence that becomes a run of the other; ends exclusive. */
record Hunk(int beforeStart, int beforeEnd, int afterStart, int afterEnd) {

    Hunk shifted(int before, int after) {
        return new Hunk(beforeStart + before, beforeEnd + before, afterStart + after, afterEnd + after);
    }

    int beforeLength() {
        return beforeEnd - beforeStart;
    }

    int afterLength() {
        return afterEnd - afterStart;
    }
}
