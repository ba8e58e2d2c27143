package dev.meridian.client;

import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when a test says so: for the relay and for everybody's machine. */
final class VirtualClock implements InstantSource {
    private volatile Instant now;

    VirtualClock(Instant start) {
        now = start;
    }

    void set(String instant) {
        now = Instant.parse(instant);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
