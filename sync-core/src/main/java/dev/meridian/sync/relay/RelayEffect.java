package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import java.util.List;

/** What a {@link RelayMachine} asks its shell to do, in this order. */
public sealed interface RelayEffect {
    /**
     * Send to one client.
     *
     * @param frame a serialised Frame, at most {@link RelayLimits#frameBytesMax}
     */
    record Send(SessionId session, ByteString frame) implements RelayEffect {}

    /** Send the same bytes to many: encoded once. */
    record Broadcast(List<SessionId> sessions, ByteString frame) implements RelayEffect {
        /** Copies the list. */
        public Broadcast {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * Close the connection after what was sent before. The machine has forgotten the session; a later
     * {@link RelayInput.Closed} is welcome and without effect.
     *
     * @param reason for the relay's log
     */
    record Close(SessionId session, String reason) implements RelayEffect {}

    /**
     * Make durable, then say {@link RelayInput.Stored} or {@link RelayInput.StoreFailed} with the ticket. Several may be
     * under way; they are to be stored in this order. After a failure every batch of this workspace that is still queued fails
     * too, if not before then because it does not follow the log's end, by position and chain.
     *
     * @param ticket rises with every batch
     */
    record Append(long ticket, AppendBatch batch) implements RelayEffect {}

    /** {@link RelayLog#read}, then {@link RelayInput.ReadDone} or {@link RelayInput.ReadFailed}. One at a time a session. */
    record Read(SessionId session, long afterPos, int bytesMax) implements RelayEffect {}

    /**
     * {@link RelayLog#prune}, when there is time, then {@link RelayInput.Pruned}. One that fails is asked for again when the log is
     * next read anew.
     */
    record Prune(PruneOrder order) implements RelayEffect {}

    /** Give a {@link RelayInput.Tick} at this time or soon after; replaces the timer before. */
    record SetTimer(long atMillis) implements RelayEffect {}
}
