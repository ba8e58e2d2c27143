package dev.meridian.model.discussion;

import static dev.meridian.model.discussion.Talk.document;
import static dev.meridian.model.discussion.Talk.onDocument;
import static dev.meridian.model.discussion.Talk.onText;
import static dev.meridian.model.discussion.Talk.says;
import static dev.meridian.model.discussion.Talk.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.document.Document;
import dev.meridian.model.intent.DiscussionIntent.ResolveThread;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.plan.Peer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents from before there were threads: their first change has no place for them. */
class OlderDocumentTest {

    private final Peer<Document, DocumentIntent> old = Talk.writer(3);
    private final Peer<Document, DocumentIntent> anna = Talk.writer(1);
    private final Peer<Document, DocumentIntent> ben = Talk.writer(2);

    @BeforeEach
    void aDocumentOfTheFirstVersion() {
        LocalChange first = old.document()
                .replica()
                .edit(editor -> {
                    editor.put(ObjectId.ROOT, "schema", 1);
                    editor.put(ObjectId.ROOT, "kind", "document");
                    editor.splice(editor.putText(ObjectId.ROOT, "text"), 0, 0, "We sail on Monday.");
                })
                .orElseThrow();
        anna.receive(List.of(first.change()));
        ben.receive(List.of(first.change()));
    }

    @AfterEach
    void close() {
        old.close();
        anna.close();
        ben.close();
    }

    @Test
    void theFirstThreadsOfTwoAtOnceBothStand_SCHEMA_30() {
        anna.apply(document(onText(1, 11, 6), says(1, 1, "Or Tuesday?")));
        ben.apply(document(onDocument(2), says(2, 2, "Who is we?")));
        Peer.sync(anna, ben);

        assertThat(anna.snapshot().discussion().inOrder())
                .extracting(CommentThread::id)
                .containsExactlyInAnyOrder(thread(1), thread(2));
        assertThat(anna.snapshot().unknown()).isEmpty();
        assertThat(anna.document().replica().tree().keys(ObjectId.ROOT))
                .contains("thread:" + thread(1), "thread:" + thread(2))
                .doesNotContain("threads", "comments");
    }

    @Test
    void threadsAtTheRootAreEditedAndFollowedAsElsewhere_SCHEMA_30() {
        anna.apply(document(onDocument(1), says(1, 1, "Or Tuesday?")));
        ben.receiveFrom(anna);
        ben.apply(document(says(2, 1, "No."), new ResolveThread(thread(1), Talk.NOON)));
        Peer.sync(anna, ben);

        CommentThread found = anna.snapshot().discussion().thread(thread(1)).orElseThrow();
        assertThat(found.comments()).extracting(Comment::text).containsExactly("Or Tuesday?", "No.");
        assertThat(found.resolved()).isTrue();
    }

    @Test
    void threadsAtTheRootOfADocumentThatHasCollectionsAreReadToo_SCHEMA_30() {
        try (Peer<Document, DocumentIntent> cy = Talk.writer(4)) {
            cy.apply(new DocumentIntent.Create());
            LocalChange odd = cy.document()
                    .replica()
                    .edit(editor -> {
                        ObjectId map = editor.putMap(ObjectId.ROOT, "thread:" + thread(1));
                        editor.put(map, "on", "document:" + Talk.DOCUMENT);
                        editor.put(ObjectId.ROOT, "thread:" + thread(2), "no thread");
                    })
                    .orElseThrow();
            try (Peer<Document, DocumentIntent> dan = Talk.writer(5)) {
                dan.receiveFrom(cy);
                dan.receive(List.of(odd.change()));
                dan.apply(document(says(1, 1, "Found.")));

                assertThat(dan.snapshot().discussion().inOrder())
                        .extracting(CommentThread::id)
                        .containsExactly(thread(1));
                assertThat(dan.snapshot().unknown().keySet()).isEqualTo(Set.of("thread:" + thread(2)));
                assertThat(dan.reopened()).isEqualTo(dan.snapshot());
            }
        }
    }
}
