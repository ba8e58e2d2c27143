package dev.meridian.sync.client;

import dev.meridian.sync.trust.Entropy;
import java.util.List;

/** One workspace in one process of a client. Owned by one thread; not thread-safe. */
public final class ClientMachine {
    /**
     * A client that is offline.
     *
     * @param log where its stored copy of the log stands
     * @param entropy for nonces and the jitter of pauses
     */
    public ClientMachine(ClientTerms terms, ClientLimits limits, LocalLog log, Entropy entropy) {}

    /**
     * Takes one input; never blocks. The shell performs the effects in their order before it gives the next input.
     *
     * @param nowMillis any clock in milliseconds that does not stop; only differences count, but for the status Waiting
     */
    public List<ClientEffect> step(long nowMillis, ClientInput input) {
        return List.of();
    }

    /** How it stands with the relay. */
    public ClientStatus status() {
        return new ClientStatus.Offline();
    }
}
