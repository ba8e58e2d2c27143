package dev.meridian.model.id;

/**
 * One contribution to a thread.
 *
 * @param hex 32 lower-case hex digits
 */
public record CommentId(String hex) implements DiscussionId, Comparable<CommentId> {

    public CommentId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(CommentId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
