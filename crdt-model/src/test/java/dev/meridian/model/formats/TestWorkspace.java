package dev.meridian.model.formats;

import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.board.Card;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.value.StatusCategory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A workspace of real documents that plans are carried out on. Owned by the test's thread. */
public final class TestWorkspace implements AutoCloseable {

    /** The board that tests import to if they do not say. */
    public static final BoardId BOARD = new BoardId("b".repeat(32));

    private final Random random;
    private final TeamDocument team;
    private final Map<BoardId, BoardDocument> boards = new HashMap<>();
    private final Map<DocumentId, TextDocument> documents = new HashMap<>();
    private long actors;

    public TestWorkspace() {
        this(1);
    }

    public TestWorkspace(long seed) {
        random = new Random(seed);
        team = TeamDocument.open(replica());
        team.apply(List.of(new TeamIntent.Create("Test")));
    }

    public ImportContext context(Vault vault) {
        return ImportContext.of(team(), this::document, vault, random);
    }

    public BoardTarget target() {
        return new BoardTarget(BOARD, "Board", board());
    }

    /** Carries out a plan, which it has to be. */
    public ImportPlan carryOut(ImportResult result) {
        if (!(result instanceof ImportPlan plan)) {
            throw new AssertionError(result.toString());
        }
        plan.documents().forEach((id, intents) -> textDocument(id).apply(intents));
        plan.boards().forEach((id, intents) -> boardDocument(id).apply(intents));
        team.apply(plan.team());
        return plan;
    }

    public Team team() {
        return team.snapshot();
    }

    public Board board() {
        return board(BOARD);
    }

    public Board board(BoardId id) {
        return Optional.ofNullable(boards.get(id)).map(BoardDocument::snapshot).orElse(Board.NOT_HERE);
    }

    public Map<BoardId, Board> boards() {
        Map<BoardId, Board> snapshots = new HashMap<>();
        boards.forEach((id, board) -> snapshots.put(id, board.snapshot()));
        return snapshots;
    }

    public Document document(DocumentId id) {
        return Optional.ofNullable(documents.get(id))
                .map(TextDocument::snapshot)
                .orElse(Document.NOT_HERE);
    }

    public Map<DocumentId, Document> documents() {
        Map<DocumentId, Document> snapshots = new HashMap<>();
        documents.forEach((id, document) -> snapshots.put(id, document.snapshot()));
        return snapshots;
    }

    public void edit(BoardIntent... intents) {
        boardDocument(BOARD).apply(List.of(intents));
    }

    public void edit(TeamIntent... intents) {
        team.apply(List.of(intents));
    }

    public void edit(DocumentId id, DocumentIntent... intents) {
        textDocument(id).apply(List.of(intents));
    }

    /** A board without a file, as a person makes it. */
    public void makeBoard() {
        edit(new TeamIntent.AddBoard(BOARD, "Board", 1));
        edit(new BoardIntent.Create());
    }

    public MemberId addMember(String name) {
        MemberId id = new MemberId(newId());
        edit(new TeamIntent.AddMember(id, name, "Europe/Zurich"));
        return id;
    }

    /** The only card of this title that is not in the trash. */
    public Card card(String title) {
        List<Card> found = board().cards().values().stream()
                .filter(card -> !card.deleted() && card.title().equals(title))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " cards are called " + title);
        }
        return found.getFirst();
    }

    /** What a card's status means. */
    public StatusCategory category(Card card) {
        return Objects.requireNonNull(team().statuses().get(card.status().orElseThrow()), "status")
                .category();
    }

    public String documentTitle(DocumentId id) {
        return Objects.requireNonNull(team().documents().get(id), "document").title();
    }

    public String newId() {
        return Ids.random(random);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        team.close();
        boards.values().forEach(BoardDocument::close);
        documents.values().forEach(TextDocument::close);
    }

    private BoardDocument boardDocument(BoardId id) {
        return boards.computeIfAbsent(id, absent -> BoardDocument.open(replica()));
    }

    private TextDocument textDocument(DocumentId id) {
        return documents.computeIfAbsent(id, absent -> TextDocument.open(replica()));
    }

    private Replica replica() {
        actors++;
        return Replica.create(new ActorId(1, 1, actors));
    }
}
