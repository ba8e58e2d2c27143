package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.VerifyKey;
import java.util.List;
import java.util.Optional;

/** What a {@link ClientMachine} asks its shell to do, in this order. */
public sealed interface ClientEffect {
    /** Dial the relay; answer with {@link ClientInput.Connected} or {@link ClientInput.ConnectFailed}. */
    record Connect(long connection) implements ClientEffect {}

    /** Send one binary message. */
    record Send(long connection, ByteString frame) implements ClientEffect {}

    /** Hang up, also while dialling. */
    record Disconnect(long connection) implements ClientEffect {}

    /**
     * Store these at the end of the log, keep the head with the last of them, and take out of the outbox what is in them (the
     * same author and item id), all in one transaction; then say {@link ClientInput.Stored}. Without entries: the head is a newer
     * one of the last stored position.
     */
    record Deliver(List<VerifiedEntry> entries, SignedHead head) implements ClientEffect {
        /** Copies the list. */
        public Deliver {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The relay has a key that the members here do not name yet, and owners do, further on in its log: keep it for {@link LocalLog#at}, before
     * anything else of this connection.
     */
    record Heir(VerifyKey relayKey) implements ClientEffect {}

    /** These are on the relay's disk. For people: an item leaves the outbox only when the log shows it. */
    record Acked(List<Receipt> receipts) implements ClientEffect {
        /** Copies the list. */
        public Acked {
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * The relay will not take this item as it is. Change the outbox (drop it, or make it anew) in the transaction that notes the
     * refusal: it is offered again otherwise when the client connects the next time.
     *
     * <p>A membership record of one's own that came second (MEMBERSHIP_CONFLICT) is made again with {@link
     * dev.meridian.sync.trust.MemberRecord#renew} to follow {@code lastRecord}, if its purpose still stands. Another author's item
     * that is refused while a cut-off log is pushed again is dropped: its author brings it.
     *
     * @param lastRecord the last membership record that is known to be in the relay's log; empty where none is
     */
    record Refused(ItemId item, ErrorCode code, String message, Optional<ItemId> lastRecord) implements ClientEffect {}

    /**
     * The relay lost what comes after this position and went on without it. In one transaction: cut the log there, keep the head
     * with its last entry, and put the items of all entries that were cut off in front of the outbox, in their order,
     * those of other authors included. What was read of the outbox so far counts no more. Then
     * {@link ClientInput.Rewound}, before anything else that the connection gave.
     *
     * @param head of exactly that position; the default instance at 0
     */
    record Rewind(long toPos, SignedHead head) implements ClientEffect {}

    /** Answer with {@link ClientInput.ChainRead}; {@link dev.meridian.sync.log.Chain#ZERO} at 0. */
    record ReadChain(long pos) implements ClientEffect {}

    /** Answer with {@link ClientInput.OriginalsRead}. There is at least one entry after the position. */
    record ReadOriginals(long afterPos) implements ClientEffect {}

    /**
     * Answer with {@link ClientInput.OutboxRead}: seal what is not sealed yet, leave out what the stored log has already.
     *
     * <p>Every one is answered once, in the order in which they were asked, also when the connection for which it was asked is gone: an answer does not
     * name its question, and the machine counts those that it wants no more.
     *
     * @param afterOrder only items of a higher order
     * @param itemsMax at most so many
     * @param bytesMax at most so many bytes, but always one item if there is one
     */
    record ReadOutbox(long afterOrder, int itemsMax, int bytesMax) implements ClientEffect {}

    /** Somebody's presence: a sealed envelope, nothing of it verified yet. */
    record PresenceReceived(ByteString envelope) implements ClientEffect {}

    /** Give a {@link ClientInput.Tick} at this time or soon after; replaces the timer before. */
    record SetTimer(long atMillis) implements ClientEffect {}

    /** The status changed. */
    record Report(ClientStatus status) implements ClientEffect {}
}
