package dev.meridian.client;

import java.util.List;

/**
 * What {@link Workspace#verify} found.
 *
 * @param entries of the log whose chain, hashes, signatures and membership were computed again
 * @param envelopes that were opened again
 * @param documents that were rebuilt from their changes
 * @param changes in them
 * @param unsent changes that are in no log entry yet
 * @param problems one sentence each; none where all is well
 */
public record Verification(
        long entries, long envelopes, int documents, long changes, long unsent, List<String> problems) {
    public Verification {
        problems = List.copyOf(problems);
    }

    /** Whether nothing was found wrong. */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
