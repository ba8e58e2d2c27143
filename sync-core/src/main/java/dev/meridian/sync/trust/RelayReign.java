package dev.meridian.sync.trust;

import java.util.Optional;

/**
 * Which relay orders a log.
 *
 * @param key signs its heads
 * @param former the key before, by which the record's own entry may still be signed; empty since genesis
 * @param address {@code http://host:port} or {@code https://host:port} as the owner wrote it, not checked; may be empty
 */
public record RelayReign(VerifyKey key, Optional<VerifyKey> former, String address) {
    /** Of a genesis. */
    static RelayReign first(VerifyKey key) {
        return new RelayReign(key, Optional.empty(), "");
    }

    /** Whether another key ordered the log before. */
    public boolean hasMoved() {
        return former.isPresent();
    }

    /** Whether it is this key, or the one right before it. */
    public boolean isOrWas(VerifyKey other) {
        return key.equals(other) || former.equals(Optional.of(other));
    }
}
