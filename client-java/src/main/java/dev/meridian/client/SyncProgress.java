package dev.meridian.client;

/**
 * How far {@link Workspace#sync} has come.
 *
 * @param done entries received, or items seen in the log, so far
 * @param total as far as it is known now; it may grow
 */
public record SyncProgress(Phase phase, long done, long total) {

    /** In the order they come. */
    public enum Phase {
        CONNECTING,
        /** Giving the relay back what it lost. */
        RESTORING,
        RECEIVING,
        SENDING,
        /** Checking what was received and bringing the documents up to it. */
        MERGING
    }

    /** Is told, on the workspace's thread: quick, and without calls to the workspace. */
    @FunctionalInterface
    public interface Listener {
        /** Tells nobody. */
        Listener NONE = progress -> {};

        void progress(SyncProgress progress);
    }
}
