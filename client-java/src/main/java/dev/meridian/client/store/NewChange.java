package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;

/**
 * A change to be stored.
 *
 * @param hash 32 bytes
 * @param seq of its actor, from 1
 */
public record NewChange(DocumentId document, ByteString hash, ActorId actor, long seq, ByteString chunk) {}
