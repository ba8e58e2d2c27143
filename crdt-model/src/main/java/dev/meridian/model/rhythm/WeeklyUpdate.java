package dev.meridian.model.rhythm;

import dev.meridian.model.value.Frontier;
import java.time.Instant;
import java.util.List;

/**
 * What became of each owner's cards in a week (RHY-10).
 *
 * @param workspace its name
 * @param week ISO 8601, for example {@code 2026-W48}
 * @param owners by name; whoever owns nothing that moved or is under way is not there
 * @param ownerless cards of nobody that moved or are under way
 * @param nudges who is to be asked for a reason, and when
 */
public record WeeklyUpdate(
        String workspace,
        String week,
        Frontier from,
        Frontier to,
        Instant now,
        List<OfOwner> owners,
        List<CardLine> ownerless,
        List<Nudge> nudges) {

    public WeeklyUpdate {
        owners = List.copyOf(owners);
        ownerless = List.copyOf(ownerless);
        nudges = List.copyOf(nudges);
    }

    /**
     * A card of several owners stands with each of them, and in one of the three lists.
     *
     * @param blocked did not move, because of a blocker, another card or a decision
     * @param unexplained of those that did not move, how many have no reason yet
     */
    public record OfOwner(
            Person owner, List<CardLine> moved, List<CardLine> still, List<CardLine> blocked, int unexplained) {
        public OfOwner {
            moved = List.copyOf(moved);
            still = List.copyOf(still);
            blocked = List.copyOf(blocked);
        }
    }
}
