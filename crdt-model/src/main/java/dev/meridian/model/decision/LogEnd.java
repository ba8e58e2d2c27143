package dev.meridian.model.decision;

import java.time.Instant;

/**
 * How far a copy of the log reaches.
 *
 * @param position of its last entry; 0 where there is none
 * @param at when the relay received that
 */
public record LogEnd(long position, Instant at) {
    public static final LogEnd NOTHING = new LogEnd(0, Instant.EPOCH);
}
