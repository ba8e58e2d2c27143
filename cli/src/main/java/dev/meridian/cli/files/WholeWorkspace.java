package dev.meridian.cli.files;

import dev.meridian.client.View;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.Team;
import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything of a workspace as of one moment. */
public final class WholeWorkspace {

    private WholeWorkspace() {}

    public static WorkspaceState of(Workspace workspace) {
        return workspace.read(WholeWorkspace::of);
    }

    static WorkspaceState of(View view) {
        Team team = view.team();
        SortedMap<BoardId, Board> boards = new TreeMap<>(Comparator.comparing(BoardId::hex));
        team.boards().keySet().forEach(id -> boards.put(id, view.board(id)));
        SortedMap<DocumentId, Document> documents = new TreeMap<>(Comparator.comparing(DocumentId::hex));
        team.documents().keySet().forEach(id -> documents.put(id, view.document(id)));
        return new WorkspaceState(team, boards, documents);
    }

    /** Canonical JSON: the same on every replica that holds the same changes. */
    public static byte[] json(Workspace workspace) {
        return WorkspaceJson.of(of(workspace));
    }
}
