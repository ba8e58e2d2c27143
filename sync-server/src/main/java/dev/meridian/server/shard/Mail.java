package dev.meridian.server.shard;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayInput;
import java.util.concurrent.CompletableFuture;

/** What a shard's thread is told. */
sealed interface Mail {
    /** A client connected and named its workspace. */
    record Opened(Connection connection, WorkspaceId workspace, String host) implements Mail {}

    /**
     * A client's frame.
     *
     * @param bytes what it took on the wire
     */
    record Arrived(Connection connection, Frame frame, int bytes) implements Mail {}

    /** Something that is no frame came, or one that is too large. */
    record Garbled(Connection connection, ErrorCode code, String reason) implements Mail {}

    /** A connection that was backed up is not any more. */
    record Relieved(Connection connection) implements Mail {}

    /** A connection is gone. */
    record Gone(Connection connection) implements Mail {}

    /**
     * What became of appends.
     *
     * @param appends how many this settles: the one of the outcome's ticket, and those stored before it
     * @param attempt of the submission
     */
    record Committed(WorkspaceId workspace, int appends, long attempt, RelayInput outcome) implements Mail {}

    /** What became of a read. */
    record Fetched(WorkspaceId workspace, RelayInput outcome) implements Mail {}

    /** Say when everything that came before this, and every append under way, is done. */
    record Drain(CompletableFuture<Void> done) implements Mail {}

    /** Send the clients away and end. */
    record Stop(String reason, long retryAfterMillis) implements Mail {}
}
