package dev.meridian.sync.client;

import dev.meridian.proto.v1.SignedHead;
import java.util.List;

/** How a client stands with its relay. */
public sealed interface ClientStatus {
    /** Not started yet. */
    record Offline() implements ClientStatus {}

    /**
     * Not connected, and trying again.
     *
     * @param untilMillis when
     * @param reason for a person
     */
    record Waiting(long untilMillis, String reason) implements ClientStatus {}

    /** Dialling, or introducing itself. */
    record Connecting() implements ClientStatus {}

    /** Giving the relay back what it has lost, or following it to where it went on without that. */
    record Repairing(long pos) implements ClientStatus {}

    /**
     * Reading what it missed.
     *
     * @param pos stored here
     * @param headPos where the relay's log ended when it was last heard of
     */
    record CatchingUp(long pos, long headPos) implements ClientStatus {}

    /** Everything the relay has is stored here; what comes is delivered as it comes. */
    record Live(long pos) implements ClientStatus {}

    /**
     * Stopped.
     *
     * @param message for a person, one sentence
     * @param evidence the heads that prove it, where there are any
     */
    record Stopped(StopReason reason, String message, List<SignedHead> evidence) implements ClientStatus {
        /** Copies the list. */
        public Stopped {
            evidence = List.copyOf(evidence);
        }
    }
}
