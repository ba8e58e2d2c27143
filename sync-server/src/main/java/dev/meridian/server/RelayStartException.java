package dev.meridian.server;

/** The relay does not start. The message is one sentence for the operator, and says what to do where that is known. */
public final class RelayStartException extends Exception {
    private static final long serialVersionUID = 1;

    /** What stands in the way. */
    public enum Reason {
        /** Somebody listens there already. */
        PORT_IN_USE,
        /** The address to listen on is not this machine's, or needs a permission. */
        ADDRESS_UNUSABLE,
        /** The data directory cannot be written to. */
        DATA_UNUSABLE,
        /** Another process has the data open. */
        DATA_LOCKED,
        /** The data is damaged. */
        DATA_CORRUPT,
        /** The data is of another version of the relay. */
        DATA_OTHER_FORMAT,
        /** The data was written under another relay key than the one in the key file. */
        DATA_OTHER_KEY,
        DISK_FULL,
        /** The key file cannot be read, made, or is not one. */
        KEY_UNUSABLE,
        /** The TLS certificate or its key cannot be read, made, or used. */
        CERTIFICATE_UNUSABLE,
        /** The process may not open enough files. */
        TOO_FEW_FILES
    }

    private final Reason reason;

    RelayStartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RelayStartException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What stands in the way. */
    public Reason reason() {
        return reason;
    }
}
