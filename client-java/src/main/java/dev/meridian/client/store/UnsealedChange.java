package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;

/**
 * A change that was made here and is in no envelope yet.
 *
 * @param ordinal its place among all changes of this store
 */
public record UnsealedChange(
        long ordinal, DocumentId document, ActorId actor, long seq, ByteString hash, ByteString chunk) {}
