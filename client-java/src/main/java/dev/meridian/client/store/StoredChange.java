package dev.meridian.client.store;

import dev.meridian.sync.id.ActorId;

/**
 * A change of a document.
 *
 * @param ordinal its place among all changes of this store, from 1
 * @param pos where it stands in the log, 0 where it does not yet
 * @param chunk the Automerge change chunk; not copied, not to be written to
 */
// Held only while a document is opened: the array is shared on purpose, since a workspace has tens of thousands of
// them.
@SuppressWarnings("ArrayRecordComponent")
public record StoredChange(long ordinal, ActorId actor, long seq, long pos, ChangeState state, byte[] chunk) {}
