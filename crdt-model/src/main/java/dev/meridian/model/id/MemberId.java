package dev.meridian.model.id;

/**
 * A member of the workspace.
 *
 * @param hex 32 lower-case hex digits
 */
public record MemberId(String hex) implements EntryId, Comparable<MemberId> {

    public MemberId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(MemberId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
