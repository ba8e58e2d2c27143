package dev.meridian.client;

/** Synchronising this workspace has stopped for good, because its log is not what it should be. Local editing goes on. */
public final class StoppedException extends MeridianException {

    private static final long serialVersionUID = 1;

    StoppedException(String sentence) {
        super(sentence);
    }
}
