package dev.meridian.model.value;

import java.util.Optional;

/** A field of a decision that is not open yet. Lists have an item a line. */
public enum DraftField {
    QUESTION("question"),
    OPTIONS("options"),
    RECOMMENDATION("recommendation"),
    DECIDER("decider"),
    REQUIRED("required"),
    CONSULTED("consulted"),
    INFORMED("informed"),
    PRESET("preset"),
    /** Working days, in place of the preset's. */
    WINDOW("window"),
    /** A date: until it has ended everywhere. */
    DEADLINE("deadline"),
    REVIEW("review"),
    SUPERSEDES("supersedes");

    private final String word;

    DraftField(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** At the root of the document: no map of its own, since two people may begin a draft at once (SCHEMA-6). */
    public String key() {
        return "decision:" + word;
    }

    /** The field of a root key; empty for any other. */
    public static Optional<DraftField> ofKey(String key) {
        for (DraftField each : values()) {
            if (each.key().equals(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
