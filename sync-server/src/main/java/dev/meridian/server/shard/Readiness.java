package dev.meridian.server.shard;

/**
 * Whether the relay can do its work now.
 *
 * @param reason why not, for an operator; empty if it can
 */
public record Readiness(boolean ready, String reason) {
    /** It can. */
    public static final Readiness READY = new Readiness(true, "");

    /** It cannot. */
    public static Readiness notReady(String reason) {
        return new Readiness(false, reason);
    }
}
