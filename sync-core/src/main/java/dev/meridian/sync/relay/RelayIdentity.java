package dev.meridian.sync.relay;

import dev.meridian.sync.trust.SigningKey;
import java.util.Set;

/**
 * Who the relay is.
 *
 * @param key what it signs heads with; a genesis names its public half for ever, so it is kept apart from the data
 * @param hosts HOST:PORT names that a login may be bound to; where empty, the name by which the client dialled
 */
public record RelayIdentity(SigningKey key, Set<String> hosts) {
    /** Copies the set. */
    public RelayIdentity {
        hosts = Set.copyOf(hosts);
    }
}
