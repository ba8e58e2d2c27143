package dev.meridian.model.decision;

import java.util.Locale;

/** Where a person stands in a round, the most restrictive word first where several were said at once (DEC-50). */
public enum Word {
    OBJECTED,
    VOTED_AGAINST,
    STOOD_ASIDE,
    ABSTAINED,
    VOTED,
    CONSENTED,
    /** Whoever proposed it. */
    PROPOSED,
    /** Was reached in time, and said nothing. */
    SILENT,
    /** Was not reached in time: says nothing by saying nothing. */
    UNREACHED,
    /** Was not reached, and has had too few working days to be. */
    AWAY,
    /** Is not required any more. */
    EXCUSED;

    /** As it is written: {@code stood aside}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
