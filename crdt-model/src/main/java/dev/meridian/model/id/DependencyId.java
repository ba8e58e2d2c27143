package dev.meridian.model.id;

/**
 * A dependency of a board.
 *
 * @param hex 32 lower-case hex digits
 */
public record DependencyId(String hex) implements ThingId, Comparable<DependencyId> {

    public DependencyId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(DependencyId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
