package dev.meridian.model.rhythm;

import dev.meridian.model.value.Frontier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a planning meeting reads before: boards and documents frozen at a position, who has read them, and what is left to settle (RHY-15).
 *
 * @param frozen the boards and documents are as of this
 * @param meeting when it is; empty where nobody said
 * @param changedSince cards and documents that differ from the frozen ones by now
 * @param open what the meeting has to settle, and nothing else
 */
public record Pack(
        String workspace,
        Frontier frozen,
        Instant now,
        Optional<Instant> meeting,
        List<OfBoard> boards,
        List<OfDocument> documents,
        List<Reader> readers,
        int changedSince,
        List<AgendaItem> open) {

    public Pack {
        boards = List.copyOf(boards);
        documents = List.copyOf(documents);
        readers = List.copyOf(readers);
        open = List.copyOf(open);
    }

    /** One board. */
    public record OfBoard(Target.OfBoard board, List<OfGroup> groups) {
        public OfBoard {
            groups = List.copyOf(groups);
        }
    }

    /** @param title empty for cards in no group, which come last */
    public record OfGroup(Optional<String> title, List<CardLine> cards) {
        public OfGroup {
            cards = List.copyOf(cards);
        }
    }

    /** @param text Markdown */
    public record OfDocument(Target.OfDocument document, String text) {}

    /**
     * @param reached whether a device of theirs had the frozen position, as their acts since show
     * @param read whether they said that they looked since
     * @param commented whether they said something since
     */
    public record Reader(Person person, boolean reached, boolean read, boolean commented) {}
}
