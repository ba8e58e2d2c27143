package dev.meridian.model.automerge;

/**
 * One edit of this replica, committed.
 *
 * @param change hash, sequence number, dependencies and the chunk to store and send
 */
public record LocalChange(ParsedChange change, Touched touched) {}
