package dev.meridian.server.store;

/** The store does not open. The message is one sentence for the operator. */
public final class StoreOpenException extends Exception {
    private static final long serialVersionUID = 1;

    /** What stands in the way. */
    public enum Reason {
        /** Another process has it open. */
        LOCKED,
        /** Bytes on disk are not those that were written. */
        CORRUPT,
        /** No permission, no directory, a file system that cannot do it. */
        UNUSABLE,
        DISK_FULL,
        /** Written by another version of the relay. */
        OTHER_FORMAT
    }

    private final Reason reason;

    StoreOpenException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    StoreOpenException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What stands in the way. */
    public Reason reason() {
        return reason;
    }
}
