package dev.meridian.client;

/** The relay could not be reached, or refused. Local editing goes on; what is not sent stays in the outbox. */
public final class RelayException extends MeridianException {

    private static final long serialVersionUID = 1;

    /** What exactly. */
    public enum Reason {
        /** No connection. */
        UNREACHABLE,
        /** It did not get done in the time that the options allow. */
        TIMEOUT,
        /** It has another key than the one this workspace, or the link, names. */
        WRONG_RELAY,
        /** It does not know this device as a member, or the invite as a live one. */
        NOT_A_MEMBER,
        /** This device was revoked, or its member removed. */
        REVOKED,
        /** It refused what was sent. */
        REFUSED,
        /** What answers does not speak the protocol, or no version of it that this one speaks. */
        PROTOCOL
    }

    private final Reason reason;
    private final boolean temporary;

    RelayException(Reason reason, String sentence) {
        this(reason, sentence, false);
    }

    RelayException(Reason reason, String sentence, boolean temporary) {
        super(sentence);
        this.reason = reason;
        this.temporary = temporary;
    }

    /** Whether the same may work later, without anybody changing anything but the relay. */
    public boolean isTemporary() {
        return temporary || reason == Reason.UNREACHABLE || reason == Reason.TIMEOUT;
    }

    /** For a program; the message is for a person. */
    public Reason reason() {
        return reason;
    }
}
