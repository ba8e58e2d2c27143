package dev.meridian.sync.relay;

import java.util.Optional;

/**
 * Lets one session at a time give back what was lost before anybody else adds to it (GEN-8). Each entry that came in between
 * would make the rest of what was lost impossible to put back in its place. Owned by its machine.
 */
final class Mending {
    private static final int PAUSE_MILLIS_MAX = 10_000;

    private Optional<Session> mender = Optional.empty();
    private long untilMillis;

    /** A session has given something back, and may have more. */
    void goesOn(Session session, long nowMillis) {
        mender = Optional.of(session);
        untilMillis = nowMillis + PAUSE_MILLIS_MAX;
    }

    /** The session is gone. */
    void gone(Session session) {
        mender = mender.filter(other -> !other.id.equals(session.id));
    }

    /** Whether this session has to wait for another one, which has not come to its end yet and does not pause. */
    boolean holdsUp(Session session, long nowMillis) {
        return nowMillis < untilMillis
                && mender.filter(other -> !other.id.equals(session.id) && !other.isFollowing())
                        .isPresent();
    }
}
