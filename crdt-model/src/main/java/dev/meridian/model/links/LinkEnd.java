package dev.meridian.model.links;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.TopicId;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that links, or is linked to. By title, then by id.
 *
 * @param board the board of a card; none for a document
 */
public record LinkEnd(TopicId topic, Optional<BoardId> board, String title) implements Comparable<LinkEnd> {

    private static final Comparator<LinkEnd> ORDER = Comparator.comparing(LinkEnd::title)
            .thenComparing(end -> end.topic().hex())
            .thenComparing(end -> end.board().map(BoardId::hex).orElse(""));

    @Override
    public int compareTo(LinkEnd other) {
        return ORDER.compare(this, other);
    }
}
