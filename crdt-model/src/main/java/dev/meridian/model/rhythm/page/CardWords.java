package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.CardLine;
import dev.meridian.model.rhythm.Change;
import dev.meridian.model.rhythm.What;
import java.util.ArrayList;
import java.util.List;

/** Cards as entries. */
final class CardWords {

    private CardWords() {}

    /** The title, how it stands, its changes, and why. */
    static Sheet.Entry entry(CardLine card) {
        List<Line> details = new ArrayList<>();
        boolean isNew = card.change(What.ADDED).isPresent();
        for (Change change : card.changes()) {
            // What a new card begins with stands in its headline.
            boolean first = isNew && change.from().isEmpty() && change.what() != What.ADDED;
            if (!first) {
                Line.Builder line = Line.start();
                Words.change(line, change);
                details.add(line.end());
            }
        }
        card.why().map(Words::why).ifPresent(details::add);
        return new Sheet.Entry(headline(card), details);
    }

    static Line headline(CardLine card) {
        String standing = Words.joined(List.of(
                card.status().orElse(""),
                Words.names(card.owners()),
                card.targetDate().map(date -> "due " + date).orElse("")));
        Line.Builder line = Line.start().link(card.card());
        return standing.isEmpty() ? line.end() : line.faint("  " + standing).end();
    }
}
