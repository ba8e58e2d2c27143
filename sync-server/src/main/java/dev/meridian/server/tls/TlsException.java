package dev.meridian.server.tls;

/** A certificate or its key cannot be used. The message is the end of a sentence, for the operator. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
