package dev.meridian.client;

import java.time.Instant;

/** From when on something is asked for. */
public sealed interface Since {

    /** Since this member last said that they looked, on any of their devices; from the beginning where they never did. */
    record LastLook() implements Since {}

    /** Since a position of the log; 0 is the beginning. */
    record Position(long position) implements Since {
        public Position {
            if (position < 0) {
                throw new IllegalArgumentException("no position: " + position);
            }
        }
    }

    /** Since what the relay had received by then. */
    record Time(Instant at) implements Since {}
}
