package dev.meridian.client;

import dev.meridian.client.local.Documents;
import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.team.Team;
import dev.meridian.model.workspace.WorkspaceState;
import dev.meridian.sync.id.DocumentId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads and edits documents of a workspace. On its thread. */
final class Editing {
    private final WorkspaceCore core;
    private final View view = new CurrentView();

    Editing(WorkspaceCore core) {
        this.core = core;
    }

    /** Carries out what the planner says, all of it in one transaction, or none. */
    Edit edit(Function<View, Plan> planner) {
        Carrying carrying = new Carrying(core);
        core.standing().follow();
        core.library().atomically(() -> {
            carrying.carryOut(planner.apply(view));
            return true;
        });
        core.library().trim();
        carrying.events().forEach(core::edited);
        Edit edit = carrying.edit();
        if (edit.changes() > 0) {
            core.progressed();
            core.syncing().outboxChanged();
        }
        return edit;
    }

    <T> T read(Function<View, T> reader) {
        T result = reader.apply(view);
        core.library().trim();
        return result;
    }

    /** Every document that is here, listed by the team or not. */
    WorkspaceState state() {
        SortedMap<BoardId, Board> boards = new TreeMap<>();
        SortedMap<dev.meridian.model.id.DocumentId, Document> documents = new TreeMap<>();
        for (DocumentId id : core.store().changes().documents()) {
            switch (core.documents().any(id)) {
                case Documents.AsBoard found ->
                    boards.put(new BoardId(id.hex()), core.documents().boardWithTalk(id));
                case Documents.AsText found ->
                    documents.put(
                            new dev.meridian.model.id.DocumentId(id.hex()),
                            core.documents().textWithTalk(id));
                case Documents.AsTeam found -> {} // read last
                case Documents.AsComments found -> {} // with what they are about
                case Documents.Unknown unknown -> {} // a later version's, or its beginning is not here yet
            }
            core.library().trim();
        }
        return new WorkspaceState(core.team(), boards, documents);
    }

    private final class CurrentView implements View {
        @Override
        public Team team() {
            return core.team();
        }

        @Override
        public Board board(BoardId id) {
            return core.documents().boardWithTalk(DocumentId.parse(id.hex()));
        }

        @Override
        public Document document(dev.meridian.model.id.DocumentId id) {
            return core.documents().textWithTalk(DocumentId.parse(id.hex()));
        }
    }
}
