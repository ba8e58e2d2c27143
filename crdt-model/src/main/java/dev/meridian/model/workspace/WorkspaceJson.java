package dev.meridian.model.workspace;

import dev.meridian.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * A whole workspace as canonical JSON (docs/schema.md): everything that the documents show, the trash, conflicts with all their values and
 * authors, and what this version does not know included. Equal heads give equal bytes.
 */
public final class WorkspaceJson {

    /** What kind of file this is, and its version. */
    public static final String FORMAT = "meridian-workspace/1";

    private WorkspaceJson() {}

    /** UTF-8, with two spaces of indentation and a line feed at the end. */
    public static byte[] of(WorkspaceState state) {
        TreeMap<String, Json> boards = new TreeMap<>();
        state.boards().forEach((id, board) -> boards.put(id.hex(), BoardJson.of(board)));
        TreeMap<String, Json> documents = new TreeMap<>();
        state.documents().forEach((id, document) -> documents.put(id.hex(), DocumentJson.of(document)));
        Json workspace = new Fields()
                .put("format", FORMAT)
                .put("team", TeamJson.of(state))
                .put("boards", Json.object(boards))
                .put("documents", Json.object(documents))
                .json();
        return (workspace.print() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
