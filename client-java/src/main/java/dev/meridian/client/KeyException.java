package dev.meridian.client;

/** The device keys of the home cannot be used. Nothing was changed. */
public final class KeyException extends MeridianException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Reason {
        /** Not a key file, or damaged. */
        BROKEN,
        /** The file is there and cannot be read. */
        UNREADABLE,
        /** Sealed, and no passphrase was given. */
        PASSPHRASE_NEEDED,
        /** Sealed under another passphrase, or damaged: which of the two cannot be told. */
        WRONG_PASSPHRASE,
        /** Good keys, but not those that this workspace was joined with. */
        OTHER_DEVICE
    }

    private final Reason reason;

    KeyException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    KeyException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** For a program; the message is for a person. */
    public Reason reason() {
        return reason;
    }
}
