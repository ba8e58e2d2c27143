package dev.meridian.simulation;

import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ChangeOutcome;
import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.model.workspace.WorkspaceState;
import dev.meridian.sync.id.DocumentId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The documents in the memory of a client's process: the team, one board, one text. They follow the disk, and are gone with the process. */
final class Notebook implements AutoCloseable {
    static final DocumentId BOARD = DocumentId.parse("b0".repeat(DocumentId.LENGTH));
    static final DocumentId TEXT = DocumentId.parse("70".repeat(DocumentId.LENGTH));
    static final List<DocumentId> ALL = List.of(DocumentId.TEAM, BOARD, TEXT);

    private final ClientDisk disk;
    private final TeamDocument team;
    private final BoardDocument board;
    private final TextDocument text;
    private final Map<DocumentId, Integer> taken = new LinkedHashMap<>();

    /** Opens what the disk has. */
    Notebook(ActorId actor, ClientDisk disk) {
        this.disk = disk;
        this.team = TeamDocument.open(Replica.create(actor));
        this.board = BoardDocument.open(Replica.create(actor));
        this.text = TextDocument.open(Replica.create(actor));
        follow();
    }

    BoardDocument board() {
        return board;
    }

    TextDocument text() {
        return text;
    }

    /** Whether the documents that the founder made are here. */
    boolean isFounded() {
        return board.snapshot().exists() && text.snapshot().exists();
    }

    private PlanDocument<?, ?> document(DocumentId id) {
        return id.equals(BOARD) ? board : id.equals(TEXT) ? text : team;
    }

    /** Makes the documents. */
    List<Row> found() {
        List<Row> changes = new ArrayList<>();
        changes.addAll(edit(DocumentId.TEAM, team, List.of(new TeamIntent.Create("World"))));
        changes.addAll(edit(BOARD, board, List.of(new BoardIntent.Create())));
        changes.addAll(edit(TEXT, text, List.of(new DocumentIntent.Create())));
        return changes;
    }

    /** Edits the board. @throws dev.meridian.model.intent.IntentRefused as it says; nothing was written */
    List<Row> editBoard(List<BoardIntent> intents) {
        return edit(BOARD, board, intents);
    }

    /** Edits the text. @throws dev.meridian.model.intent.IntentRefused as it says; nothing was written */
    List<Row> editText(List<DocumentIntent> intents) {
        return edit(TEXT, text, intents);
    }

    private <I extends Intent> List<Row> edit(DocumentId id, PlanDocument<?, I> document, List<I> intents) {
        follow();
        List<ParsedChange> changes = document.apply(intents).changes().stream()
                .map(LocalChange::change)
                .toList();
        List<Row> added = disk.add(id, changes);
        taken.put(id, disk.rows(id).size());
        return added;
    }

    /** Takes in what the disk has and memory has not. */
    void follow() {
        for (DocumentId id : ALL) {
            List<Row> rows = disk.rows(id);
            int from = taken.getOrDefault(id, 0);
            if (from < rows.size()) {
                takeIn(document(id), rows.subList(from, rows.size()));
                taken.put(id, rows.size());
            }
        }
    }

    // What comes one after the other and is judged already is replayed at once, and what is not is judged at once.
    private void takeIn(PlanDocument<?, ?> document, List<Row> rows) {
        int from = 0;
        while (from < rows.size()) {
            boolean received = rows.get(from).state == Row.State.RECEIVED;
            int to = from;
            while (to < rows.size() && (rows.get(to).state == Row.State.RECEIVED) == received) {
                to++;
            }
            if (received) {
                judge(document, rows.subList(from, to));
            } else {
                replay(document, rows.subList(from, to));
            }
            from = to;
        }
    }

    private static void replay(PlanDocument<?, ?> document, List<Row> rows) {
        document.replay(rows.stream()
                .filter(row -> row.state != Row.State.REFUSED)
                .map(row -> row.change.chunk())
                .toList());
    }

    private void judge(PlanDocument<?, ?> document, List<Row> rows) {
        List<ChangeOutcome> outcomes = document.receive(rows.stream()
                        .map(row -> new Incoming(row.signer, row.change.chunk()))
                        .toList())
                .outcomes();
        Violation.unlessEqual(outcomes.size(), rows.size(), "the outcomes of so many changes");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            switch (outcomes.get(i)) {
                case ChangeOutcome.Accepted accepted -> row.state = Row.State.ACCEPTED;
                case ChangeOutcome.Duplicate duplicate ->
                    throw new Violation("a change came twice to a document: " + row.change);
                case ChangeOutcome.Refused refused ->
                    disk.refuse(row, refused.refusal().toString());
            }
        }
    }

    /** Whether a change is in a document. */
    boolean has(DocumentId id, ChangeHash change) {
        return document(id).replica().contains(change);
    }

    Set<ChangeHash> heads(DocumentId id) {
        return document(id).heads();
    }

    /** Everything that a person could see, as canonical JSON. */
    String seen() {
        follow();
        WorkspaceState state = new WorkspaceState(
                team.snapshot(),
                new TreeMap<>(Map.of(new BoardId(BOARD.hex()), board.snapshot())),
                new TreeMap<>(Map.of(new dev.meridian.model.id.DocumentId(TEXT.hex()), text.snapshot())));
        return new String(WorkspaceJson.of(state), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        team.close();
        board.close();
        text.close();
    }
}
