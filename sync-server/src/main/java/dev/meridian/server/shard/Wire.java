package dev.meridian.server.shard;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * A shard's way out to its connections. Owned by the shard's thread. What it is given leaves in that order, connection by
 * connection, at {@link #flush}, which the shard calls once for all that one look into its mailbox brought about.
 */
public interface Wire {
    /** Sends a frame. */
    void send(Connection to, ByteString frame);

    /** Sends one frame to many: it is encoded once and its buffer shared. */
    void broadcast(List<? extends Connection> to, ByteString frame);

    /** Closes after what was sent before. */
    void close(Connection connection);

    /** Lets go of what was gathered. */
    void flush();
}
