package dev.meridian.model.rhythm;

/** What can differ between two states of one thing, the weightiest first. */
public enum What {
    ADDED("added", Weight.MOVE),
    DELETED("deleted", Weight.MOVE),
    RESTORED("restored", Weight.MOVE),
    STATUS("status", Weight.MOVE),
    TARGET_DATE("targetDate", Weight.MOVE),
    OWNERS("owners", Weight.MOVE),
    GROUP("group", Weight.MOVE),
    ESTIMATE("estimate", Weight.MOVE),
    TITLE("title", Weight.EDIT),
    TEXT("text", Weight.EDIT),
    BLOCKED_BY("blockedBy", Weight.EDIT),
    RELATED_TO("relatedTo", Weight.EDIT),
    LABELS("labels", Weight.EDIT),
    DOCUMENTS("documents", Weight.EDIT),
    COMMENTS("comments", Weight.EDIT),
    PLACE("place", Weight.LAYOUT);

    /** How much a change says about the work. */
    public enum Weight {
        /** The work itself went on, or was planned anew. */
        MOVE,
        /** Its description became another. */
        EDIT,
        /** Only its place or look on the canvas. */
        LAYOUT
    }

    private final String word;
    private final Weight weight;

    What(String word, Weight weight) {
        this.word = word;
        this.weight = weight;
    }

    /** As JSON writes it. */
    public String word() {
        return word;
    }

    public Weight weight() {
        return weight;
    }
}
