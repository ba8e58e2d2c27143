package dev.meridian.model.value;

import java.util.Optional;

/** What an arrow says. */
public enum DependencyKind {
    /** The card it starts from must be done before the one it leads to. Only these form cycles. */
    BLOCKS("blocks"),
    RELATES("relates");

    private final String word;

    DependencyKind(String word) {
        this.word = word;
    }

    /** As stored, typed and shown. */
    public String word() {
        return word;
    }

    public static Optional<DependencyKind> of(String word) {
        for (DependencyKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
