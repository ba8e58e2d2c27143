package dev.meridian.sync.log;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;

/**
 * The state of a workspace's log after the entry at {@code pos}.
 *
 * @param gen rises by one when the relay's log was restored from its clients; starts at 0
 * @param pos 0 where the log is empty
 * @param relayMillis the time of the entry at {@code pos}, milliseconds since 1970-01-01 UTC
 * @param chain chain after {@code pos}, 32 bytes
 * @param members SHA-256 of the body of the last membership record
 */
public record LogHead(WorkspaceId workspace, int gen, long pos, long relayMillis, ByteString chain, ItemId members) {
    /** How an author cites this head in an envelope. */
    public HeadRef ref() {
        return HeadRef.newBuilder().setGen(gen).setPos(pos).setChain(chain).build();
    }
}
