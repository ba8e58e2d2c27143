package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.Sha256;

/**
 * Consecutive changes of one actor in one document: the plaintext of an envelope.
 *
 * @param firstSeq the actor's sequence number of the first change, from 1
 * @param lastSeq of the last; not below {@code firstSeq}
 * @param lastHash hash of the last change, 32 bytes
 * @param chunks Automerge change chunks, one after the other; not empty
 */
public record ChangeBatch(ActorId actor, long firstSeq, long lastSeq, ByteString lastHash, ByteString chunks) {
    /** @throws IllegalArgumentException if a number, a length or the order of the two numbers is wrong */
    public ChangeBatch {
        if (firstSeq < 1 || lastSeq < firstSeq || lastHash.size() != Sha256.LENGTH || chunks.isEmpty()) {
            throw new IllegalArgumentException("no batch: changes %d to %d, last hash of %d bytes, %d bytes of chunks"
                    .formatted(firstSeq, lastSeq, lastHash.size(), chunks.size()));
        }
    }
}
