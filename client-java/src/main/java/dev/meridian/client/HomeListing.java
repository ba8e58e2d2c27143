package dev.meridian.client;

import java.util.List;

/**
 * What a home holds.
 *
 * @param workspaces by name
 * @param unreadable a reason for each file that cannot be read; those are in nobody's way but their own
 */
public record HomeListing(List<WorkspaceInfo> workspaces, List<StoreException> unreadable) {
    /** Copies the lists. */
    public HomeListing {
        workspaces = List.copyOf(workspaces);
        unreadable = List.copyOf(unreadable);
    }
}
