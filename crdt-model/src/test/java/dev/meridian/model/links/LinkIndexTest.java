package dev.meridian.model.links;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Boards;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent.AddComment;
import dev.meridian.model.intent.DiscussionIntent.OpenThread;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.text.Splice;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkIndexTest {

    private static final BoardId BOARD = new BoardId("0b".repeat(16));
    private static final DocumentId BRIEF = new DocumentId("0d".repeat(16));
    private static final DocumentId LOG = new DocumentId("0e".repeat(16));
    private static final Instant NOON = Instant.parse("2027-01-08T12:00:00Z");

    private final Peer<Team, TeamIntent> team = new Peer<>(1, TeamDocument::open);
    private final Peer<Board, BoardIntent> board = Boards.created(1);
    private final Peer<Document, DocumentIntent> brief = new Peer<>(1, TextDocument::open);
    private final Peer<Document, DocumentIntent> log = new Peer<>(1, TextDocument::open);

    @BeforeEach
    void aBoardAndTwoDocuments() {
        team.apply(
                new TeamIntent.Create("Harbour"),
                new TeamIntent.AddBoard(BOARD, "Board", 1),
                new TeamIntent.AddDocument(BRIEF, "Brief"),
                new TeamIntent.AddDocument(LOG, "Ship's log"));
        board.apply(add(1, "Pier"), add(2, "Ferry"), add(3, "Ferry"));
        brief.apply(new DocumentIntent.Create());
        log.apply(new DocumentIntent.Create());
    }

    @AfterEach
    void close() {
        team.close();
        board.close();
        brief.close();
        log.close();
    }

    private LinkIndex index() {
        return LinkIndex.of(new WorkspaceState(
                team.snapshot(),
                new TreeMap<>(Map.of(BOARD, board.snapshot())),
                new TreeMap<>(Map.of(BRIEF, brief.snapshot(), LOG, log.snapshot()))));
    }

    private static void write(Peer<Document, DocumentIntent> document, String text) {
        document.apply(new DocumentIntent.EditText(List.of(Splice.insert(0, text))));
    }

    @Test
    void linksCanBeFollowedBothWays_LINK_3() {
        write(brief, "See [[pier]], [[Pier|the pier]] and [[SHIP'S LOG#May]].");
        board.apply(new BoardIntent.EditDescription(card(1), List.of(Splice.insert(0, "As in [[Brief]]"))));
        board.apply(
                new BoardIntent.Discuss(new OpenThread(new ThreadId("0a".repeat(16)), card(2), Optional.empty(), NOON)),
                new BoardIntent.Discuss(new AddComment(
                        new CommentId("0c".repeat(16)),
                        new ThreadId("0a".repeat(16)),
                        "Like [[" + card(1) + "]]",
                        Set.of(),
                        NOON)));

        LinkIndex index = index();
        LinkEnd pier = new LinkEnd(card(1), Optional.of(BOARD), "Pier");
        LinkEnd ferry = new LinkEnd(card(2), Optional.of(BOARD), "Ferry");
        LinkEnd ofBrief = new LinkEnd(BRIEF, Optional.empty(), "Brief");
        assertThat(index.linksFrom(BRIEF)).containsExactly(pier, new LinkEnd(LOG, Optional.empty(), "Ship's log"));
        assertThat(index.linksTo(card(1))).containsExactly(ofBrief, ferry);
        assertThat(index.linksTo(BRIEF)).containsExactly(pier);
        assertThat(index.linksTo(LOG)).containsExactly(ofBrief);
        assertThat(index.loose()).isEmpty();
    }

    @Test
    void linksThatLeadNowhereAreNamed_LINK_2() {
        write(brief, "[[Ferry]] and [[Nothing]] but not `[[code]]`\n```\n[[block]]\n```\n");

        assertThat(index().linksFrom(BRIEF)).isEmpty();
        List<LooseLink> loose = index().loose(BRIEF);
        assertThat(loose).extracting(LooseLink::name).containsExactly("Ferry", "Nothing");
        assertThat(loose).extracting(LooseLink::isAmbiguous).containsExactly(true, false);
        assertThat(loose.getFirst().candidates()).extracting(LinkEnd::topic).containsExactly(card(2), card(3));

        board.apply(new BoardIntent.Delete(card(3)));
        assertThat(index().linksFrom(BRIEF)).extracting(LinkEnd::topic).containsExactly(card(2));
    }
}
