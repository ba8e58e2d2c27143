package dev.meridian.client;

import dev.meridian.sync.client.StopReason;
import java.util.Optional;

/**
 * Why a workspace of this home does not synchronise any more. Local editing goes on.
 *
 * @param reason of the kind
 * @param sentence for a person: what happened, since when, by whom where that is known, and when it was noticed
 */
public record Stop(StopReason reason, String sentence) {
    private static final String AFTER_REASON = ": ";

    /** As it is kept. */
    String text() {
        return reason + AFTER_REASON + sentence;
    }

    /** The other way. */
    static Optional<Stop> of(String text) {
        int end = text.indexOf(AFTER_REASON);
        for (StopReason reason : StopReason.values()) {
            if (end > 0 && reason.name().equals(text.substring(0, end))) {
                return Optional.of(new Stop(reason, text.substring(end + AFTER_REASON.length())));
            }
        }
        return Optional.empty();
    }

    /** Whether this device is out for good: it was revoked, or its member removed. What was not sent by then is not sent any more. */
    public boolean isForGood() {
        return reason == StopReason.REVOKED;
    }

    /** {@code REVOKED: the relay says: you were removed …}. */
    @Override
    public String toString() {
        return text();
    }
}
