package dev.meridian.model.workspace;

import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.Team;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** All documents of a workspace as they were at one moment. */
public record WorkspaceState(Team team, SortedMap<BoardId, Board> boards, SortedMap<DocumentId, Document> documents) {

    public WorkspaceState {
        boards = Collections.unmodifiableSortedMap(new TreeMap<>(boards));
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }
}
