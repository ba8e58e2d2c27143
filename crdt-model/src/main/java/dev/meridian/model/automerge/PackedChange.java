package dev.meridian.model.automerge;

/**
 * A change with its place.
 *
 * @param pos where it stands in the log, at least 1
 * @param chunk an Automerge change chunk; not copied, not to be written to
 */
// Carried by the hundred thousand between a pack and a store; compared by nobody.
@SuppressWarnings("ArrayRecordComponent")
public record PackedChange(long pos, byte[] chunk) {}
