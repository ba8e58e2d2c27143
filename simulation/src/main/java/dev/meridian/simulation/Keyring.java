package dev.meridian.simulation;

import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.Membership;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The epoch keys that a device has, as far as its log says. Owned by its {@link ClientDisk}. */
final class Keyring {
    private final WorkspaceId workspace;
    private final DeviceKeys keys;
    private final SortedMap<Integer, EpochKey> ring = new TreeMap<>();

    Keyring(WorkspaceId workspace, DeviceKeys keys) {
        this.workspace = workspace;
        this.keys = keys;
    }

    /** Takes what a record brought; whoever comes later gets the keys of before one under the other. */
    void take(Membership members) {
        if (!ring.containsKey(members.epoch())) {
            members.epochKeyFor(keys).ifPresent(key -> ring.put(key.epoch(), key));
            if (ring.containsKey(members.epoch()) && ring.size() <= members.epoch()) {
                members.keyRingFor(keys).forEach(key -> ring.putIfAbsent(key.epoch(), key));
            }
        }
    }

    void clear() {
        ring.clear();
    }

    /** How many epochs it can read. */
    int size() {
        return ring.size();
    }

    /** Empty while the device has no key. */
    Optional<EnvelopeOpener> opener() {
        return ring.isEmpty() ? Optional.empty() : Optional.of(new EnvelopeOpener(workspace, ring.values()));
    }

    /** The key that everybody seals with now; empty while this device may not act or has none. */
    Optional<EpochKey> current(Membership members) {
        return members.isFounded() && members.deviceOf(keys.id()).isPresent()
                ? Optional.ofNullable(ring.get(members.epoch()))
                : Optional.empty();
    }

    EnvelopeSealer sealer(EpochKey key) {
        return new EnvelopeSealer(workspace, keys, key);
    }
}
