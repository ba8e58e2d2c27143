package dev.meridian.client;

/**
 * How far the log that is kept here has become small.
 *
 * @param entries of the log
 * @param pruned how many of them came here without their bodies: checked snapshots hold what was in them
 * @param snapshots in the log that somebody else has checked
 * @param unchecked snapshots that wait for somebody's check
 */
public record Compaction(long entries, long pruned, long snapshots, long unchecked) {}
