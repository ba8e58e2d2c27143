package dev.meridian.model.automerge;

/** A bug: Automerge and the plain-Java view of it disagree. The replica answers nothing any more; rebuild it from the change log. */
public final class ReplicaBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReplicaBrokenException(String message) {
        super(message);
    }

    ReplicaBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
