package dev.meridian.model.id;

/**
 * A group of a board.
 *
 * @param hex 32 lower-case hex digits
 */
public record GroupId(String hex) implements PlaceableId, Comparable<GroupId> {

    public GroupId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(GroupId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
