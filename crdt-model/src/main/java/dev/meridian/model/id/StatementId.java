package dev.meridian.model.id;

/**
 * An act in a decision.
 *
 * @param hex 32 lower-case hex digits, drawn at random
 */
public record StatementId(String hex) implements Comparable<StatementId> {

    public StatementId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(StatementId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
