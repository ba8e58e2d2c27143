package dev.meridian.client;

/** An invite link cannot be used. */
public final class JoinException extends MeridianException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Reason {
        /** Not a link, or damaged. */
        BROKEN_LINK,
        /** Its time is over. */
        EXPIRED,
        /** It was used as often as it may be. */
        USED_UP,
        /** It was revoked, or whoever made it is no owner any more. */
        REVOKED,
        /** It is not, or no longer, an invite of the workspace, or the log is not the one it was made in. */
        NOT_VALID,
        /** This home has the workspace already. */
        ALREADY_HERE
    }

    private final Reason reason;

    JoinException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    JoinException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** For a program; the message is for a person. */
    public Reason reason() {
        return reason;
    }
}
