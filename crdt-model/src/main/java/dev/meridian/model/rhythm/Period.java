package dev.meridian.model.rhythm;

import dev.meridian.model.value.Frontier;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.List;

/**
 * A stretch of a workspace's log: how it was, how it is, and what happened in between.
 *
 * @param happenings in the order of the log, those that are in no entry yet last
 */
public record Period(
        Frontier from, Frontier to, WorkspaceState before, WorkspaceState after, List<Happening> happenings) {

    public Period {
        happenings = List.copyOf(happenings);
    }
}
