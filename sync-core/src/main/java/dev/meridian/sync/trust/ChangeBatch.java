package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.ActorId;

/**
 * Consecutive changes of one actor in one document: the plaintext of an envelope.
 *
 * @param firstSeq the actor's sequence number of the first change, from 1
 * @param lastSeq of the last; not below {@code firstSeq}
 * @param lastHash hash of the last change, 32 bytes
 * @param chunks Automerge change chunks, one after the other
 */
public record ChangeBatch(ActorId actor, long firstSeq, long lastSeq, ByteString lastHash, ByteString chunks) {}
