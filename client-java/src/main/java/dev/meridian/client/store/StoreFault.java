package dev.meridian.client.store;

/** The environment's fault: the disk, the file, or another process. What the failed call was to do is not done. */
public final class StoreFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Kind {
        /** Another process held the file for longer than the timeout. */
        LOCKED,
        /** The file is damaged, or not a workspace. */
        CORRUPT,
        /** The disk is full. */
        FULL,
        /** The file or its directory cannot be written to. */
        READ_ONLY,
        /** Written by a later version. */
        NEWER_VERSION,
        /** Anything else that the disk reports. */
        FAILED
    }

    private final Kind kind;

    /** A fault, said in one sentence. */
    public StoreFault(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** A fault, said in one sentence. */
    public StoreFault(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** What exactly. */
    public Kind kind() {
        return kind;
    }
}
