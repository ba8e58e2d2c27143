package dev.meridian.sync.relay;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import java.util.List;

/** What can happen to a {@link RelayMachine}. */
public sealed interface RelayInput {
    /**
     * A client connected and named this workspace. Its Hello follows as {@link Received}.
     *
     * @param host HOST:PORT by which the client dialled (the Host header)
     */
    record Opened(SessionId session, String host) implements RelayInput {}

    /** A frame came, well formed and within {@link RelayLimits#frameBytesMax}. */
    record Received(SessionId session, Frame frame) implements RelayInput {}

    /**
     * Something came that is no frame, or too large. The machine answers with the code and closes.
     *
     * @param code BAD_FRAME or TOO_LARGE
     * @param reason for a person
     */
    record Unreadable(SessionId session, ErrorCode code, String reason) implements RelayInput {}

    /** The connection takes bytes again. A connection is writable when it opens. */
    record Writable(SessionId session) implements RelayInput {}

    /** The connection's send queue is full: what is sent to it now only fills memory. */
    record Unwritable(SessionId session) implements RelayInput {}

    /** The connection is gone, whoever closed it. Nothing of this session follows. */
    record Closed(SessionId session) implements RelayInput {}

    /** The batch of this ticket, and so every batch before it, is durable. */
    record Stored(long ticket) implements RelayInput {}

    /** The batch of this ticket was not stored, or nobody knows. The machine reads its log anew. */
    record StoreFailed(long ticket, StoreFault fault) implements RelayInput {}

    /**
     * The answer to {@link RelayEffect.Read}.
     *
     * @param records right after {@code afterPos}
     */
    record ReadDone(SessionId session, long afterPos, List<LogRecord> records) implements RelayInput {
        /** Copies the list. */
        public ReadDone {
            records = List.copyOf(records);
        }
    }

    /** The other answer to {@link RelayEffect.Read}. */
    record ReadFailed(SessionId session, StoreFault fault) implements RelayInput {}

    /**
     * A {@link RelayEffect.Prune} is done.
     *
     * @param bytes that were dropped
     */
    record Pruned(PruneOrder order, long bytes) implements RelayInput {}

    /** The time of the last {@link RelayEffect.SetTimer} has come. */
    record Tick() implements RelayInput {}

    /**
     * The relay stops: clients are told when to come back and are closed, nothing more is taken; what is being appended
     * may still be {@link Stored}.
     */
    record Stopping(String reason, long retryAfterMillis) implements RelayInput {}
}
