package dev.meridian.sync.relay;

import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.Entropy;
import java.util.List;

/** One workspace at the relay. Owned by its shard thread; not thread-safe. */
public final class RelayMachine {
    /**
     * A machine that has not read its log yet: it does so with the first input.
     *
     * @param entropy for nonces
     */
    public RelayMachine(
            WorkspaceId workspace, RelayIdentity identity, RelayLimits limits, RelayLog log, Entropy entropy) {}

    /**
     * Takes one input. Blocks only for look-ups in the log ({@code find}, {@code chainAt}, the entry of a duplicate, and
     * {@code recover} with the first input and after a fault).
     *
     * @param nowMillis the wall clock, milliseconds since 1970; may jump, receipt times do not fall
     */
    public List<RelayEffect> step(long nowMillis, RelayInput input) {
        return List.of();
    }

    /** Whether nobody is connected and nothing is under way: the shell may then drop the machine. */
    public boolean isIdle() {
        return true;
    }
}
