package dev.meridian.client;

/** The home directory cannot be used. */
public final class HomeException extends MeridianException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Reason {
        /** It, or the place where it should be made, cannot be written to. */
        NOT_WRITABLE,
        /** Something else lies there. */
        NOT_A_DIRECTORY
    }

    private final Reason reason;

    HomeException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    HomeException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** For a program; the message is for a person. */
    public Reason reason() {
        return reason;
    }
}
