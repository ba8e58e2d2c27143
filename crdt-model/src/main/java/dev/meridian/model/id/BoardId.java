package dev.meridian.model.id;

/**
 * A board; also the id of its Automerge document.
 *
 * @param hex 32 lower-case hex digits
 */
public record BoardId(String hex) implements EntryId, Comparable<BoardId> {

    public BoardId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(BoardId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
