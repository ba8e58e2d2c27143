package dev.meridian.model.rhythm;

import dev.meridian.model.value.Frontier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What changed in a workspace between two moments of its log, for one reader. Grouped by card, never per event: every card that changed stands in
 * exactly one of the four lists of cards (docs/spec/rhythm.md, RHY-1).
 *
 * @param workspace its name
 * @param reader for whom "needs you" is; empty where nobody in particular asks
 * @param unsent changes of this home that are in no log entry yet and are told here all the same
 * @param now by the clock of who asked
 * @param moved cards whose status, target date, owners, group or estimate differ, or that came or went
 * @param still cards under way that did not move, with what else changed about them
 * @param edited other cards of which a title, text, arrow, label or linked document differs
 * @param rearranged other cards that differ in their place or look only
 * @param others boards, documents, groups, members and statuses that differ
 * @param decided decisions that came to an end in between
 * @param closing open decisions whose deadline is near, the nearest first
 */
public record Digest(
        String workspace,
        Frontier from,
        Frontier to,
        int unsent,
        Instant now,
        Optional<Person> reader,
        List<CardLine> moved,
        List<CardLine> still,
        List<CardLine> edited,
        List<CardLine> rearranged,
        List<OtherLine> others,
        List<Need> needs,
        List<DecisionLine> decided,
        List<DecisionLine> closing) {

    public Digest {
        moved = List.copyOf(moved);
        still = List.copyOf(still);
        edited = List.copyOf(edited);
        rearranged = List.copyOf(rearranged);
        others = List.copyOf(others);
        needs = List.copyOf(needs);
        decided = List.copyOf(decided);
        closing = List.copyOf(closing);
    }

    /** Whether nothing changed. What stood still, and what waits for the reader, may be there all the same. */
    public boolean isEmpty() {
        return moved.isEmpty()
                && edited.isEmpty()
                && rearranged.isEmpty()
                && others.isEmpty()
                && decided.isEmpty()
                && still.stream().allMatch(line -> line.changes().isEmpty());
    }

    /** Whether it is not worth a mail: nothing changed, nothing waits for the reader, and nothing is about to close. */
    public boolean isQuiet() {
        return isEmpty() && needs.isEmpty() && closing.isEmpty();
    }
}
