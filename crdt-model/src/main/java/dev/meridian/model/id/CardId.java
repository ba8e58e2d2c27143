package dev.meridian.model.id;

/**
 * A card of a board.
 *
 * @param hex 32 lower-case hex digits
 */
public record CardId(String hex) implements PlaceableId, TopicId, Comparable<CardId> {

    public CardId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(CardId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
