package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.client.local.Documents;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.Anchor;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Home;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.rhythm.Change;
import dev.meridian.model.rhythm.What;
import dev.meridian.model.text.TextRange;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may comment, and nothing else, talks along with everybody through the real relay (MEM-7, DISC-30 to DISC-35). */
class CommenterTest extends RelayTest {

    private static final Instant AT = Instant.parse("2027-01-08T12:00:00Z");
    private static final InstantSource NOON = InstantSource.fixed(AT);

    private Workspace join(Workspace owner, String name, Role role) {
        owner.sync();
        Workspace joined = homes.open(name).join(owner.invite(role, 1, Duration.ofDays(7)), name, Homes.AUCKLAND);
        owner.sync();
        return joined;
    }

    private static List<String> texts(DiscussionHandle discussion, ThreadId thread) {
        return discussion.snapshot().thread(thread).orElseThrow().living().stream()
                .map(Comment::text)
                .toList();
    }

    @Test
    void aCommenterTalksAboutACard_DISC31() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Crane", Position.ORIGIN);
        Said asked = board.discussion(NOON).open(card, Remark.of("No permit").asBlocker());
        Workspace cem = join(ada, "cem", Role.ROLE_COMMENTER);
        DiscussionHandle there = cem.board(board.id()).discussion(NOON);

        Said own = there.open(card, Remark.of("Which crain?"));
        there.edit(own.comment(), "Which crane?");
        Said reply = there.reply(asked.thread(), Remark.of("It came today"));
        Said gone = there.reply(asked.thread(), Remark.of("Never mind"));
        there.delete(gone.comment());
        there.clearBlocker(asked.comment());
        there.resolve(asked.thread());
        cem.sync();
        ada.sync();

        DiscussionHandle here = board.discussion(NOON);
        assertThat(texts(here, own.thread())).containsExactly("Which crane?");
        assertThat(texts(here, asked.thread())).containsExactly("No permit", "It came today");
        assertThat(here.snapshot().thread(asked.thread()).map(CommentThread::resolved))
                .contains(true);
        assertThat(here.snapshot().blockers()).isEmpty();
        assertThat(here.snapshot().comment(reply.comment()).map(Comment::author))
                .contains(cem.core().modelDevice());
        here.reply(own.thread(), Remark.of("The old one"));
        ada.sync();
        cem.sync();
        assertThat(texts(there, own.thread())).containsExactly("Which crane?", "The old one");
        assertThat(Homes.json(cem)).isEqualTo(Homes.json(ada));
        assertThat(ada.status().rejected()).isEmpty();
    }

    @Test
    void aCommenterTalksAboutAPassage_DISC33() {
        Workspace ada = homes.found(relay);
        DocumentHandle document = ada.createDocument("Brief", "We sail on Monday.");
        Workspace cem = join(ada, "cem", Role.ROLE_COMMENTER);
        DocumentHandle there = cem.document(document.id());

        Said said = there.discussion(NOON)
                .open(there.id(), Remark.of("Or Tuesday?").about(text -> new TextRange(text.indexOf("Monday"), 6)));
        cem.sync();
        ada.sync();
        document.setText("As agreed, we sail on Monday.");
        assertThat(anchor(document, said)).contains(new Anchor("Monday", Anchor.State.INTACT, new TextRange(22, 6)));
        document.setText("As agreed.");
        assertThat(anchor(document, said).map(Anchor::state)).contains(Anchor.State.DELETED);
        ada.sync();
        cem.sync();
        assertThat(anchor(there, said)).isEqualTo(anchor(document, said));
        assertThat(Homes.json(cem)).isEqualTo(Homes.json(ada));
    }

    private static Optional<Anchor> anchor(DocumentHandle document, Said said) {
        return document.discussion().snapshot().thread(said.thread()).flatMap(CommentThread::anchor);
    }

    @Test
    void attack62_aCommenterChangesNoContent_MEM7() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        DocumentHandle document = ada.createDocument("Brief", "We sail.");
        Workspace cem = join(ada, "cem", Role.ROLE_COMMENTER);

        assertThatThrownBy(() -> cem.board(board.id()).addCard("Not mine to add", Position.ORIGIN))
                .isInstanceOf(IntentRefused.class)
                .hasMessageContaining("You are a commenter");
        assertThatThrownBy(() -> cem.document(document.id()).setText("We stay."))
                .isInstanceOf(IntentRefused.class)
                .hasMessageContaining("An owner can make you an editor");
        assertThat(cem.unsentEdits()).isEmpty();
    }

    @Test
    void aViewerSaysNothing_MEM7() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Crane", Position.ORIGIN);
        Workspace vic = join(ada, "vic", Role.ROLE_VIEWER);

        assertThatThrownBy(() -> vic.board(board.id()).discussion(NOON).open(card, Remark.of("Me too")))
                .isInstanceOf(IntentRefused.class)
                .hasMessageContaining("may read this workspace");
    }

    @Test
    void twoWhoSayTheFirstWordAtOnceAreBothHeard_SCHEMA33() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Crane", Position.ORIGIN);
        Workspace cem = join(ada, "cem", Role.ROLE_COMMENTER);

        Said one = board.discussion(NOON).open(card, Remark.of("Ada's"));
        Said other = cem.board(board.id()).discussion(NOON).open(card, Remark.of("Cem's"));
        ada.sync();
        cem.sync();
        ada.sync();

        assertThat(texts(board.discussion(), one.thread())).containsExactly("Ada's");
        assertThat(texts(board.discussion(), other.thread())).containsExactly("Cem's");
        assertThat(Homes.json(cem)).isEqualTo(Homes.json(ada));
    }

    @Test
    void whatAnEarlierVersionWroteIsReadAndAnswered_DISC32() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Crane", Position.ORIGIN);
        ThreadId thread = new ThreadId(ada.newId());
        CommentId comment = new CommentId(ada.newId());
        asEarlier(
                ada,
                board,
                new DiscussionIntent.OpenThread(thread, card, Optional.empty(), AT),
                new DiscussionIntent.AddComment(comment, thread, "From before", Set.of(), AT));
        Workspace cem = join(ada, "cem", Role.ROLE_COMMENTER);
        DiscussionHandle there = cem.board(board.id()).discussion(NOON);

        there.reply(thread, Remark.of("Still so?"));
        assertThatThrownBy(() -> there.resolve(thread))
                .isInstanceOf(IntentRefused.class)
                .hasMessageContaining("You are a commenter");
        cem.sync();
        ada.sync();
        assertThat(texts(board.discussion(), thread)).containsExactly("From before", "Still so?");
        board.discussion(NOON).resolve(thread);
        board.discussion(NOON).edit(comment, "From long before");
        ada.sync();
        cem.sync();
        CommentThread found = there.snapshot().thread(thread).orElseThrow();
        assertThat(found.resolved()).isTrue();
        assertThat(found.comments()).extracting(Comment::home).containsExactly(Home.CONTENT, Home.COMMENTS);
        assertThat(found.comments()).extracting(Comment::text).containsExactly("From long before", "Still so?");
        there.reply(thread, Remark.of("No, it is not settled"));
        assertThat(there.snapshot().thread(thread).map(CommentThread::repliedSince))
                .contains(true);
    }

    /** Into the board itself, where versions wrote that knew no documents of comments. */
    private static void asEarlier(Workspace workspace, BoardHandle board, DiscussionIntent... intents) {
        workspace
                .core()
                .thread()
                .call(() -> workspace.core().library().atomically(() -> {
                    Documents documents = workspace.core().documents();
                    DocumentId id = DocumentId.parse(board.id().hex());
                    BoardDocument document = documents.board(id);
                    return documents.edit(
                            id,
                            document,
                            List.of(intents).stream()
                                    .map(BoardIntent.Discuss::new)
                                    .toList());
                }));
        workspace.core().thread().call(() -> {
            workspace.core().syncing().outboxChanged();
            return true;
        });
    }

    @Test
    void theDigestAndThePastTellWhatIsSaidBeside_DISC35() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        CardId card = board.addCard("Crane", Position.ORIGIN);
        Workspace cem = join(ada, "cem", Role.ROLE_COMMENTER);
        long before = ada.history().now().position();
        cem.board(board.id()).discussion(NOON).open(card, Remark.of("No permit").asBlocker());
        cem.sync();
        ada.sync();

        assertThat(threads(ada, before)).isEmpty();
        assertThat(threads(ada, Long.MAX_VALUE)).singleElement().matches(CommentThread::shows);
        assertThat(ada.history().digest(new Since.Position(before), AT).edited())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.changes()).extracting(Change::what).containsExactly(What.COMMENTS));
    }

    private static List<CommentThread> threads(Workspace workspace, long position) {
        return workspace.history().stateAt(position).boards().values().stream()
                .flatMap(board -> board.discussion().all().stream())
                .toList();
    }
}
