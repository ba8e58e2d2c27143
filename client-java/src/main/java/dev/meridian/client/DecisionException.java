package dev.meridian.client;

/** Something cannot be said in a decision; nothing was said. The message is one sentence for a person. */
public final class DecisionException extends MeridianException {
    private static final long serialVersionUID = 1;

    DecisionException(String message) {
        super(message);
    }
}
