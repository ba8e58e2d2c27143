package dev.meridian.model.id;

/**
 * A Markdown document; also the id of its Automerge document.
 *
 * @param hex 32 lower-case hex digits
 */
public record DocumentId(String hex) implements EntryId, TopicId, Comparable<DocumentId> {

    public DocumentId {
        Ids.checked(hex);
    }

    @Override
    public int compareTo(DocumentId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
