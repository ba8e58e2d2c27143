package dev.meridian.simulation;

import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.relay.RelayLimits;

/** What the machines of a world are bounded by. */
record Limits(RelayLimits relay, ClientLimits client) {
    /** So tight that catching up takes several reads, and sending several pushes. */
    static final Limits TIGHT = new Limits(
            new RelayLimits(
                    8_192,
                    4_096,
                    16,
                    RelayLimits.DEFAULTS.sessionsMax(),
                    65_536,
                    2_048,
                    RelayLimits.DEFAULTS.strangers(),
                    new RelayLimits.Rate(1 << 20, 1 << 20),
                    RelayLimits.DEFAULTS.room(),
                    RelayLimits.DEFAULTS.retryAfterMillis()),
            new ClientLimits(5, 4_096, 1 << 20, 5_000, 250, 4_000));
}
