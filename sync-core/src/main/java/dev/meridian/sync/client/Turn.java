package dev.meridian.sync.client;

import dev.meridian.proto.v1.SignedHead;
import java.util.List;

/** How a conversation goes on after something was said. */
sealed interface Turn {
    /** As before. */
    Turn GO_ON = new GoOn();

    /** As before. */
    record GoOn() implements Turn {}

    /**
     * Hang up and try again later.
     *
     * @param retryAfterMillis not earlier than this, if the relay asked for it; else 0
     */
    record HangUp(String reason, long retryAfterMillis) implements Turn {}

    /** Hang up and stay away. */
    record Halt(StopReason reason, String message, List<SignedHead> evidence) implements Turn {}

    /** Hang up, without a wish of the relay's. */
    static Turn hangUp(String reason) {
        return new HangUp(reason, 0);
    }

    /** Stay away. */
    static Turn halt(StopReason reason, String message, SignedHead... evidence) {
        return new Halt(reason, message, List.of(evidence));
    }
}
