package dev.meridian.model.calendar;

import java.util.Arrays;
import java.util.Optional;

/** What a team does again and again. */
public enum CycleKind {
    /** Everybody says what moved and why the rest did not, in writing. */
    UPDATE("update"),
    /** A short meeting over what the artefacts leave open. */
    REVIEW("review"),
    /** The roadmap of the next quarter. */
    PLANNING("planning");

    private final String word;

    CycleKind(String word) {
        this.word = word;
    }

    /** As stored. */
    public String word() {
        return word;
    }

    /** How often, where nobody says otherwise. */
    public Period usualPeriod() {
        return switch (this) {
            case UPDATE -> new Period(1, Period.Unit.WEEKS);
            case REVIEW -> new Period(2, Period.Unit.WEEKS);
            case PLANNING -> new Period(3, Period.Unit.MONTHS);
        };
    }

    /** How long it takes, where nobody says otherwise; an update is a moment. */
    public int usualMinutes() {
        return switch (this) {
            case UPDATE -> 0;
            case REVIEW -> 30;
            case PLANNING -> 90;
        };
    }

    public static Optional<CycleKind> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
