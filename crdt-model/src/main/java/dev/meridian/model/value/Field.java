package dev.meridian.model.value;

/** A field with one value, or a set of items, of something planned. */
public enum Field {
    TITLE("title"),
    NAME("name"),
    DESCRIPTION("description"),
    STATUS("status"),
    STATUS_WORD("statusWord"),
    OWNER("owner"),
    LABEL("label"),
    DOCUMENT("document"),
    POSITION("position"),
    SIZE("size"),
    GROUP("group"),
    ORDER("order"),
    PINNED("pinned"),
    COLOR("color"),
    TARGET_DATE("targetDate"),
    ESTIMATE("estimate"),
    WHY("why"),
    FROM("from"),
    TO("to"),
    KIND("kind"),
    ZONE("zone"),
    CATEGORY("category"),
    DEVICE("device"),
    WEEK("week"),
    DAYS_OFF("daysOff"),
    OUT_OF_HOURS("outOfHours"),
    THREAD("thread"),
    ON("on"),
    START("start"),
    END("end"),
    QUOTE("quote"),
    SINCE("since"),
    STATE("state"),
    TEXT("text"),
    AT("at"),
    EDITED_AT("editedAt"),
    MENTION("mention"),
    BLOCKER("blocker"),
    CLEARED("cleared"),
    EXTRA("extra");

    private final String key;

    Field(String key) {
        this.key = key;
    }

    /** Its key in the document, and the prefix of its keys where it is a set. */
    public String key() {
        return key;
    }
}
