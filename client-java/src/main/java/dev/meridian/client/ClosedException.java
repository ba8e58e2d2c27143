package dev.meridian.client;

/** The workspace, or the home, was closed. */
public final class ClosedException extends MeridianException {

    private static final long serialVersionUID = 1;

    ClosedException(String sentence) {
        super(sentence);
    }
}
