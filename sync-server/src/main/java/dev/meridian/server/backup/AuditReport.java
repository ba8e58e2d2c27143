package dev.meridian.server.backup;

import java.util.List;

/**
 * What a reading of a whole store found.
 *
 * @param entries in all logs together
 * @param pruned how many of them have no body any more: a checked snapshot holds what was in it
 * @param bytes of entries and items
 * @param findings a sentence each, at most twenty; empty: the store holds what was acknowledged
 */
public record AuditReport(long workspaces, long entries, long pruned, long bytes, List<String> findings) {
    /** Copies the findings. */
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return findings.isEmpty();
    }
}
