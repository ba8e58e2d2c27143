package dev.meridian.sync.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Optional;

/**
 * The state of a workspace's log after the entry at {@code pos}.
 *
 * @param gen of the relay's log; it rises whenever the log may have lost its end, see {@code Head}
 * @param pos at least 1: a log without entries has no head
 * @param relayMillis the time of the entry at {@code pos}, milliseconds since 1970-01-01 UTC
 * @param chain chain after {@code pos}, 32 bytes
 * @param members SHA-256 of the body of the last membership record
 */
public record LogHead(WorkspaceId workspace, long gen, long pos, long relayMillis, ByteString chain, ItemId members) {
    /** @throws IllegalArgumentException if a number is out of its range or the chain has another length */
    public LogHead {
        if (gen < 0 || pos < 1 || relayMillis < 0 || chain.size() != Sha256.LENGTH) {
            throw new IllegalArgumentException("no head: gen %d, pos %d, time %d, chain of %d bytes"
                    .formatted(gen, pos, relayMillis, chain.size()));
        }
    }

    /** The head these bytes are, or empty if they are none. */
    static Optional<LogHead> parse(ByteString bytes) {
        try {
            Head head = Head.parseFrom(bytes);
            boolean sizesFit = WorkspaceId.fits(head.getWs())
                    && head.getChain().size() == Sha256.LENGTH
                    && ItemId.fits(head.getMembers());
            if (!sizesFit || head.getGen() < 0 || head.getPos() < 1 || head.getRelayMs() < 0) {
                return Optional.empty();
            }
            return Optional.of(new LogHead(
                    new WorkspaceId(head.getWs()),
                    head.getGen(),
                    head.getPos(),
                    head.getRelayMs(),
                    head.getChain(),
                    new ItemId(head.getMembers())));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    ByteString serialise() {
        return Head.newBuilder()
                .setWs(workspace.bytes())
                .setGen(gen)
                .setPos(pos)
                .setRelayMs(relayMillis)
                .setChain(chain)
                .setMembers(members.bytes())
                .build()
                .toByteString();
    }

    /** How an author cites this head in an envelope. */
    public HeadRef ref() {
        return HeadRef.newBuilder().setGen(gen).setPos(pos).setChain(chain).build();
    }
}
