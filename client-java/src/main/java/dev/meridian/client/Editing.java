package dev.meridian.client;

import dev.meridian.client.local.Documents;
import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.team.Team;
import dev.meridian.model.workspace.WorkspaceState;
import dev.meridian.sync.id.DocumentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Carrying carrying = new Carrying();
        core.standing().follow();
        core.library().atomically(() -> {
            carrying.carryOut(planner.apply(view));
            return true;
        });
        core.library().trim();
        carrying.events.forEach(core::edited);
        if (carrying.changes > 0) {
            core.progressed();
            core.syncing().outboxChanged();
        }
        return carrying.edit();
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
                    boards.put(new BoardId(id.hex()), found.document().snapshot());
                case Documents.AsText found ->
                    documents.put(
                            new dev.meridian.model.id.DocumentId(id.hex()),
                            found.document().snapshot());
                case Documents.AsTeam found -> {} // read last
                case Documents.Unknown unknown -> {} // a later version's, or its beginning is not here yet
            }
            core.library().trim();
        }
        return new WorkspaceState(core.documents().team().snapshot(), boards, documents);
    }

    /** One plan on its way. */
    private final class Carrying {
        private final Map<DocumentId, List<Event>> events = new LinkedHashMap<>();
        private final List<Warning> warnings = new ArrayList<>();
        private int changes;

        void carryOut(Plan plan) {
            plan.documents().forEach((id, intents) -> {
                DocumentId document = DocumentId.parse(id.hex());
                carryOut(document, core.documents().text(document), intents);
            });
            plan.boards().forEach((id, intents) -> {
                DocumentId document = DocumentId.parse(id.hex());
                carryOut(document, core.documents().board(document), intents);
            });
            if (!plan.team().isEmpty()) {
                carryOut(DocumentId.TEAM, core.documents().team(), plan.team());
                core.keepTitle();
            }
        }

        private <I extends Intent> void carryOut(
                DocumentId id, PlanDocument<?, I> document, List<? extends I> intents) {
            checkMayWrite(id);
            Edited edited = core.documents().edit(id, document, intents);
            changes += edited.changes().size();
            warnings.addAll(edited.warnings());
            events.put(id, edited.events());
        }

        Edit edit() {
            return new Edit(
                    changes,
                    warnings,
                    events.values().stream().flatMap(List::stream).toList());
        }
    }

    /** A change that nobody else may take would only make this home differ from all others. */
    private void checkMayWrite(DocumentId document) {
        boolean may = core.standing()
                .members()
                .map(members -> members.mayWrite(core.device(), document))
                .orElse(true);
        if (!may) {
            throw new IntentRefused(0, "This device may read this workspace and not write to it.");
        }
    }

    private final class CurrentView implements View {
        @Override
        public Team team() {
            return core.documents().team().snapshot();
        }

        @Override
        public Board board(BoardId id) {
            return core.documents().board(DocumentId.parse(id.hex())).snapshot();
        }

        @Override
        public Document document(dev.meridian.model.id.DocumentId id) {
            return core.documents().text(DocumentId.parse(id.hex())).snapshot();
        }
    }
}
