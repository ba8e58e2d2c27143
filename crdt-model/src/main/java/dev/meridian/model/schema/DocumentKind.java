package dev.meridian.model.schema;

import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.value.DraftField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of Automerge document, and the collections of each. */
public enum DocumentKind {
    TEAM("team"),
    BOARD("board"),
    DOCUMENT("document"),
    /** What is said about a board or a document, beside it (SCHEMA-33). */
    COMMENTS("comments");

    private final String word;

    DocumentKind(String word) {
        this.word = word;
    }

    /** The kind of this word; empty for any other. */
    public static Optional<DocumentKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** As stored at the root. */
    public String word() {
        return word;
    }

    /**
     * Whether it begins with whatever is first written into it, by however many at once: then it has nothing but values that everybody writes alike,
     * and things at the root.
     */
    public boolean beginsByItself() {
        return this == COMMENTS;
    }

    /** Its own root keys, besides those of its collections and those that every document has. */
    public List<String> rootKeys() {
        return switch (this) {
            case TEAM ->
                Stream.concat(
                                Stream.of(Schema.NAME),
                                Arrays.stream(CycleKind.values()).map(Schema::cycle))
                        .toList();
            case BOARD, COMMENTS -> List.of();
            case DOCUMENT ->
                Stream.concat(
                                Stream.of(Schema.TEXT),
                                Arrays.stream(DraftField.values()).map(DraftField::key))
                        .toList();
        };
    }

    /** Whether a root key is of a family that this kind knows. */
    public boolean knows(String rootKey) {
        return this == DOCUMENT && rootKey.startsWith(Schema.OUTCOME);
    }

    public List<Collection> collections() {
        return switch (this) {
            case TEAM -> List.of(Collection.MEMBERS, Collection.STATUSES, Collection.BOARDS, Collection.DOCUMENTS);
            case BOARD ->
                List.of(
                        Collection.CARDS,
                        Collection.GROUPS,
                        Collection.DEPENDENCIES,
                        Collection.THREADS,
                        Collection.COMMENTS);
            case DOCUMENT, COMMENTS -> List.of(Collection.THREADS, Collection.COMMENTS);
        };
    }
}
