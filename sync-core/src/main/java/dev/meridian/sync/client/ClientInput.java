package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import java.util.List;

/** What can happen to a {@link ClientMachine}. */
public sealed interface ClientInput {
    /** Connect and stay connected. */
    record Start() implements ClientInput {}

    /** Hang up. */
    record Stop() implements ClientInput {}

    /** The answer to {@link ClientEffect.Connect} of the same number. */
    record Connected(long connection) implements ClientInput {}

    /** The other answer to {@link ClientEffect.Connect}. */
    record ConnectFailed(long connection, String reason) implements ClientInput {}

    /** One binary message came. */
    record Received(long connection, ByteString frame) implements ClientInput {}

    /** The connection is gone; also after {@link ClientEffect.Disconnect}, where it is without effect. */
    record Disconnected(long connection, String reason) implements ClientInput {}

    /** What was delivered up to here is in the store, and the outbox no longer has it. */
    record Stored(long pos) implements ClientInput {}

    /**
     * The answer to {@link ClientEffect.Rewind}.
     *
     * @param log how it stands now, at the position and head of the effect
     */
    record Rewound(LocalLog log) implements ClientInput {}

    /** The answer to {@link ClientEffect.ReadChain}. */
    record ChainRead(long pos, ByteString chain) implements ClientInput {}

    /**
     * The answer to {@link ClientEffect.ReadOriginals}.
     *
     * @param items right after {@code afterPos}, up to and with the next position whose head was kept
     * @param head the head at the last of them
     */
    record OriginalsRead(long afterPos, List<LogItem> items, SignedHead head) implements ClientInput {
        /** Copies the list. */
        public OriginalsRead {
            items = List.copyOf(items);
        }
    }

    /** There is something new in the outbox. */
    record OutboxChanged() implements ClientInput {}

    /**
     * The answer to the first {@link ClientEffect.ReadOutbox} that has none yet: exactly one to each, in their order.
     *
     * @param items in order; fewer than asked for, or none, where there are no more
     */
    record OutboxRead(List<OutboxItem> items) implements ClientInput {
        /** Copies the list. */
        public OutboxRead {
            items = List.copyOf(items);
        }
    }

    /** Send a sealed envelope of kind PRESENCE to whoever is live; dropped unless this client is. */
    record SendPresence(ByteString envelope) implements ClientInput {}

    /** Somebody waits for time to pass: ask the relay to say that it has; dropped unless this client is live. */
    record RequestTick() implements ClientInput {}

    /** The time of the last {@link ClientEffect.SetTimer} has come. */
    record Tick() implements ClientInput {}
}
