package dev.meridian.sync.relay;

import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.version.ProtocolVersions;
import java.util.Set;

/**
 * Who the relay is.
 *
 * @param key what it signs heads with; a genesis names its public half for ever, so it is kept apart from the data
 * @param hosts HOST:PORT names that a login may be bound to; where empty, the name by which the client dialled
 * @param versions of the protocol that it speaks
 */
public record RelayIdentity(SigningKey key, Set<String> hosts, ProtocolVersions versions) {
    /** One that speaks what this program speaks. */
    public RelayIdentity(SigningKey key, Set<String> hosts) {
        this(key, hosts, ProtocolVersions.SPOKEN);
    }

    /** Copies the set. */
    public RelayIdentity {
        hosts = Set.copyOf(hosts);
    }
}
