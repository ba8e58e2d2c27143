package dev.meridian.client;

/** There is no such thing here, or more than one. */
public final class UnknownNameException extends MeridianException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Reason {
        /** None. */
        NOT_FOUND,
        /** Several: name it by more of its id. */
        AMBIGUOUS
    }

    private final Reason reason;

    UnknownNameException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    UnknownNameException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** For a program; the message is for a person. */
    public Reason reason() {
        return reason;
    }
}
