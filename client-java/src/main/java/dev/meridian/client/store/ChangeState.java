package dev.meridian.client.store;

/** What became of a stored change. Everything before an accepted or refused change of a document is judged too. */
public enum ChangeState {
    /** It came by the log and the document was not opened since. */
    UNJUDGED(0),
    /** It is in the document. */
    ACCEPTED(1),
    /** The gate refused it: it is not in the document. */
    REFUSED(2);

    private final int code;

    ChangeState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ChangeState of(int code) {
        for (ChangeState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state " + code);
    }
}
