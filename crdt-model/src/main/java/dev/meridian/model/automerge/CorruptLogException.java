package dev.meridian.model.automerge;

/** This replica's own change log does not read back: a fault of the store, or of whoever wrote to it. */
public final class CorruptLogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CorruptLogException(String message) {
        super(message);
    }
}
