package dev.meridian.model.id;

/**
 * A conversation on a card or a document.
 *
 * @param hex 32 lower-case hex digits
 */
public record ThreadId(String hex) implements DiscussionId, Comparable<ThreadId> {

    public ThreadId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(ThreadId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
