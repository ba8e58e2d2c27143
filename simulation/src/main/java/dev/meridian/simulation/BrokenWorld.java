package dev.meridian.simulation;

/** A world that has gone wrong, with its seed and its last events in the message. */
public final class BrokenWorld extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RuntimeException why;

    BrokenWorld(long seed, String last, RuntimeException why) {
        super("seed " + seed + ": " + why.getMessage() + "\n" + last, why);
        this.why = why;
    }

    /** What did not hold, or what was thrown. */
    public RuntimeException why() {
        return why;
    }
}
