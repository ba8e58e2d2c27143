package dev.meridian.model.automerge;

/** An edit went above a cap of the gate, so no replica would take it. Nothing of it remains; split it. */
public final class EditTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EditTooLargeException(String message) {
        super(message);
    }
}
