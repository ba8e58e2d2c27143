package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.UpdateLine;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A unit of work.
 *
 * @param description Markdown
 * @param statusWord what the source of an import called its status
 * @param documents linked to it, by hex id
 * @param order of cards and groups the later lie above the earlier
 * @param pinned not moved by a layout
 * @param color {@code "1"} to {@code "6"} or {@code #rrggbb}, as in JSON Canvas 1.0
 * @param estimate in the team's own unit
 * @param updates what owners said of it, week by week
 */
public record Card(
        CardId id,
        String title,
        String description,
        Optional<StatusId> status,
        Optional<String> statusWord,
        SortedSet<Owner> owners,
        SortedSet<String> labels,
        SortedSet<DocumentId> documents,
        Position position,
        Size size,
        Optional<GroupId> group,
        double order,
        boolean pinned,
        Optional<String> color,
        Optional<LocalDate> targetDate,
        Optional<Double> estimate,
        SortedSet<UpdateLine> updates,
        Meta meta)
        implements Thing {

    public Card {
        owners = copy(owners);
        labels = copy(labels);
        documents = copy(documents);
        updates = copy(updates);
    }

    private static <T> SortedSet<T> copy(SortedSet<T> items) {
        return items.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }

    Card withDescription(String description) {
        return new Card(
                id,
                title,
                description,
                status,
                statusWord,
                owners,
                labels,
                documents,
                position,
                size,
                group,
                order,
                pinned,
                color,
                targetDate,
                estimate,
                updates,
                meta);
    }
}
