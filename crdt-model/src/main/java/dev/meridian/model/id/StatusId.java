package dev.meridian.model.id;

/**
 * A status of the workspace's list.
 *
 * @param hex 32 lower-case hex digits
 */
public record StatusId(String hex) implements EntryId, Comparable<StatusId> {

    public StatusId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(StatusId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
