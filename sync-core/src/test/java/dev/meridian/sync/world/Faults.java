package dev.meridian.sync.world;

/**
 * How bad a world is.
 *
 * @param latencyMillisMax of one message
 * @param diskMillisMax of one commit or read
 * @param diskFailsPercent of the commits
 * @param cutPercent how often an incident is a cut connection; the incidents below are likewise weighed against each other
 * @param clientCrashPercent a client's process
 * @param relayCrashPercent the relay's process
 * @param lossPercent the relay's disk: replaced by an empty one or by a backup
 * @param blockPercent a connection stops taking bytes for a while
 */
record Faults(
        int latencyMillisMax,
        int diskMillisMax,
        int diskFailsPercent,
        int cutPercent,
        int clientCrashPercent,
        int relayCrashPercent,
        int lossPercent,
        int blockPercent) {
    /** Nothing goes wrong, and quickly. */
    static final Faults NONE = new Faults(5, 2, 0, 0, 0, 0, 0, 0);

    /** Each world is bad in its own way. */
    static Faults drawn(Chance chance, boolean losesDisks) {
        return new Faults(
                1 + chance.below(200),
                1 + chance.below(60),
                chance.percent(50) ? chance.below(25) : 0,
                chance.below(40),
                chance.below(30),
                chance.below(30),
                losesDisks ? 5 + chance.below(30) : 0,
                chance.below(40));
    }
}
