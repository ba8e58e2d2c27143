package dev.meridian.model.rhythm;

import dev.meridian.model.value.Frontier;
import java.time.Instant;
import java.util.List;

/**
 * What a review of the last weeks has to talk about, and what everybody reads before (RHY-12).
 *
 * @param minutesMax how long the meeting is
 * @param moved to be read before, not told
 * @param still likewise
 * @param items for the meeting, the weightiest first
 * @param inWriting items that do not fit into it: to be settled in writing
 * @param until when those in writing are to be settled
 * @param meetings what is worth a meeting of its own; nothing else is
 */
public record Agenda(
        String workspace,
        Frontier from,
        Frontier to,
        Instant now,
        int minutesMax,
        List<CardLine> moved,
        List<CardLine> still,
        List<AgendaItem> items,
        List<AgendaItem> inWriting,
        Instant until,
        List<Advice> meetings) {

    public Agenda {
        moved = List.copyOf(moved);
        still = List.copyOf(still);
        items = List.copyOf(items);
        inWriting = List.copyOf(inWriting);
        meetings = List.copyOf(meetings);
    }

    /** Time boxes of the items together. */
    public int minutes() {
        return items.stream().mapToInt(AgendaItem::minutes).sum();
    }

    /** Whether there is nothing to meet for. */
    public boolean cancel() {
        return items.isEmpty();
    }
}
