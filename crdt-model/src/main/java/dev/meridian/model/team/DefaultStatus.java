package dev.meridian.model.team;

import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.StatusCategory;

/** The statuses that a workspace begins with, in their order. Their ids are the same in every workspace. */
public enum DefaultStatus {
    IDEA(1, "Idea", StatusCategory.BACKLOG),
    READY(2, "Ready", StatusCategory.SCOPED),
    IN_PROGRESS(3, "In progress", StatusCategory.ACTIVE),
    ON_HOLD(4, "On hold", StatusCategory.ACTIVE),
    IN_REVIEW(5, "In review", StatusCategory.REVIEW),
    DONE(6, "Done", StatusCategory.DONE),
    DROPPED(7, "Dropped", StatusCategory.DROPPED);

    private final int number;
    private final String title;
    private final StatusCategory category;

    DefaultStatus(int number, String title, StatusCategory category) {
        this.number = number;
        this.title = title;
        this.category = category;
    }

    /** 31 zeros and one digit, from 1. */
    public StatusId id() {
        return new StatusId("%032x".formatted(number));
    }

    /** Its place among them, from 1. */
    public int order() {
        return number;
    }

    public String title() {
        return title;
    }

    public StatusCategory category() {
        return category;
    }
}
