package dev.meridian.model.decision;

/** Something to know of a decision besides its state. */
public enum Flag {
    /** The review date has come. */
    REVIEW_DUE,
    /** The relay's clock is minutes ahead of this machine's. */
    CLOCK_AHEAD
}
