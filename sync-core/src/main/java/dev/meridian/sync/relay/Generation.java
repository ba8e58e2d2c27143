package dev.meridian.sync.relay;

/**
 * A generation of the log: entries after {@code basePos} may differ from those that an earlier generation had there.
 *
 * @param gen the relay's clock when it began (milliseconds since 1970), or one more than the last if that is larger
 * @param basePos up to here (inclusive) the log is as it was in the generation before
 */
public record Generation(long gen, long basePos) {}
