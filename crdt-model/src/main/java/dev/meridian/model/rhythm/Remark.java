package dev.meridian.model.rhythm;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that somebody said on a card or a document.
 *
 * @param about hex id of the card or document
 * @param at when the relay received it, or before the period its author's clock; empty where the log does not have it yet
 * @param blocker whether it says that the card cannot go on, and that still holds
 * @param settled whether its conversation is resolved
 * @param fresh whether it was said in the period
 */
public record Remark(
        String about,
        Person author,
        Optional<Instant> at,
        String text,
        Set<MemberId> mentions,
        boolean blocker,
        boolean settled,
        boolean fresh) {

    public Remark {
        mentions = Set.copyOf(mentions);
    }
}
