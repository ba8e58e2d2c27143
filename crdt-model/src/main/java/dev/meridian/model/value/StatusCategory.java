package dev.meridian.model.value;

import java.util.Optional;

/** What a status means, whatever the team calls it. In the order of work. */
public enum StatusCategory {
    BACKLOG("backlog"),
    SCOPED("scoped"),
    ACTIVE("active"),
    REVIEW("review"),
    DONE("done"),
    DROPPED("dropped");

    private final String word;

    StatusCategory(String word) {
        this.word = word;
    }

    /** As stored, typed and shown. */
    public String word() {
        return word;
    }

    public static Optional<StatusCategory> of(String word) {
        for (StatusCategory category : values()) {
            if (category.word.equals(word)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
