package dev.meridian.sync.relay;

/** The store could not do it: the environment's fault (disk full, corruption, closed), never the peer's. */
public final class StoreFault extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean retryable;

    /**
     * A fault.
     *
     * @param reason for the operator's log; not sent to clients
     * @param retryable whether it may pass by itself, as a full disk does
     */
    public StoreFault(String reason, boolean retryable) {
        super(reason);
        this.retryable = retryable;
    }

    /** As {@link #StoreFault(String, boolean)}, with what the store threw. */
    public StoreFault(String reason, boolean retryable, Throwable cause) {
        super(reason, cause);
        this.retryable = retryable;
    }

    /** Whether it may pass by itself. */
    public boolean isRetryable() {
        return retryable;
    }
}
