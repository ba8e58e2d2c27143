package dev.meridian.model.plan;

/** Rolls a transaction back: the list does not fit into one change, and it is not known yet whether all of it can be carried out. */
final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooMuch() {
        super("more than one change", null, false, false);
    }
}
