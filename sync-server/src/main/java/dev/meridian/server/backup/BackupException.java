package dev.meridian.server.backup;

/** A backup cannot be made, read or restored. The message is one sentence for the operator. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1;

    /** What stands in the way. */
    public enum Reason {
        /** What was named is not what it must be: no backups, no such backup, a directory that is not empty, damage. */
        UNFIT,
        /** Another process has the data open, or the disk is full. */
        NOT_NOW,
        /** Reading or writing failed. */
        FAILED
    }

    private final Reason reason;

    /** One sentence. */
    public BackupException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** One sentence, with what was thrown. */
    public BackupException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What stands in the way. */
    public Reason reason() {
        return reason;
    }
}
