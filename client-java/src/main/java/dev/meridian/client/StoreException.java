package dev.meridian.client;

/** The local store of a workspace failed. What was returned before is safe; what failed was not done. */
public final class StoreException extends MeridianException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Reason {
        /** Another process has held it for longer than the options allow. */
        LOCKED,
        /** The file is damaged, or not a workspace. */
        CORRUPT,
        /** The disk is full. */
        FULL,
        /** The file or its directory cannot be written to. */
        READ_ONLY,
        /** Written by a later version. */
        NEWER_VERSION,
        /** Anything else that the disk or the file system reports. */
        FAILED
    }

    private final Reason reason;

    StoreException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    StoreException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** For a program; the message is for a person. */
    public Reason reason() {
        return reason;
    }
}
