package dev.meridian.client;

import dev.meridian.model.workspace.WorkspaceJson;
import java.nio.charset.StandardCharsets;

/** All that a workspace's documents show, as canonical JSON: the same bytes for everybody who has the same changes. */
final class Dump {
    private Dump() {}

    static String of(Workspace workspace) {
        return new String(WorkspaceJson.of(workspace.state()), StandardCharsets.UTF_8);
    }
}
