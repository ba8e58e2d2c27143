package dev.meridian.sync.relay;

/**
 * One connection, as its shell numbers it; never used twice in the life of a machine.
 *
 * @param value any number
 */
public record SessionId(long value) {}
