package dev.meridian.client;

import java.util.List;

/**
 * What checking a decision found.
 *
 * @param outcomes one line each of what was computed again: the round, how it ended, the certificate's SHA-256
 * @param statements that were checked
 * @param problems one sentence each; none where all holds
 * @param notChecked what could not be checked with what was at hand, one sentence each
 */
public record DecisionVerification(
        List<String> outcomes, int statements, List<String> problems, List<String> notChecked) {
    public DecisionVerification {
        outcomes = List.copyOf(outcomes);
        problems = List.copyOf(problems);
        notChecked = List.copyOf(notChecked);
    }

    /** Whether all holds. */
    public boolean holds() {
        return problems.isEmpty();
    }
}
