package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Optional;

/**
 * A deadline.
 *
 * @param setBy whose calendar set it; empty where somebody named the moment
 */
public record Due(Instant at, Optional<MemberId> setBy) {

    /** The later of the two; this one where they are equal. */
    Due orLater(Due other) {
        return other.at.isAfter(at) ? other : this;
    }
}
