package dev.meridian.model.rhythm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question to an owner: why did these not move?
 *
 * @param at the beginning of their current or next working day; empty where they have none
 */
public record Nudge(Person owner, List<Target.OfCard> cards, Optional<Instant> at) {

    public Nudge {
        cards = List.copyOf(cards);
    }
}
