package dev.meridian.model.rhythm;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that somebody said on a card or a document.
 *
 * @param about hex id of the card or document
 * @param at when the relay received it; empty where it has not yet
 * @param blocker whether it says that the card cannot go on, and that still holds
 * @param settled whether its conversation is resolved
 */
public record Remark(
        String about,
        Person author,
        Optional<Instant> at,
        String text,
        Set<MemberId> mentions,
        boolean blocker,
        boolean settled) {

    public Remark {
        mentions = Set.copyOf(mentions);
    }
}
