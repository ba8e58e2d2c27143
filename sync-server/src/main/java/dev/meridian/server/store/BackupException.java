package dev.meridian.server.store;

/** A backup cannot be made, read or restored. The message is one sentence for the operator. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1;

    /** One sentence. */
    public BackupException(String message) {
        super(message);
    }

    /** One sentence, with what was thrown. */
    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
