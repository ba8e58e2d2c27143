package dev.meridian.model.automerge;

/** Carries a {@link Refusal} up from the depth of the parser. Never leaves this package; has no stack trace, because peers cause it at will. */
final class GateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    GateException(Refusal.Reason reason, String detail) {
        super(detail, null, false, false);
        this.refusal = new Refusal(reason, detail);
    }

    static GateException malformed(String detail) {
        return new GateException(Refusal.Reason.MALFORMED, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
