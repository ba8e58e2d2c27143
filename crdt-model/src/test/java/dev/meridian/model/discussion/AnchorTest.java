package dev.meridian.model.discussion;

import static dev.meridian.model.discussion.Talk.anchorOf;
import static dev.meridian.model.discussion.Talk.document;
import static dev.meridian.model.discussion.Talk.onText;
import static dev.meridian.model.discussion.Talk.says;
import static dev.meridian.model.discussion.Talk.splice;
import static dev.meridian.model.discussion.Talk.thread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.document.Document;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.TextRange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorTest {

    private final Peer<Document, DocumentIntent> anna = Talk.writer(1);
    private final Peer<Document, DocumentIntent> ben = Talk.writer(2);

    @BeforeEach
    void aTextThatBothKnow() {
        anna.apply(new DocumentIntent.Create(), splice(0, 0, "😀 We sail on Monday from pier 3."));
        // "Monday" is at 13, 6 long.
        anna.apply(document(onText(1, 13, 6), says(1, 1, "Or Tuesday?")));
        ben.receiveFrom(anna);
    }

    @AfterEach
    void close() {
        anna.close();
        ben.close();
    }

    private static Anchor anchor(Anchor.State state, int start, int length) {
        return new Anchor("Monday", state, new TextRange(start, length));
    }

    @Test
    void anAnchorQuotesByCodePointsAndMovesWithItsText_DISC_20() {
        assertThat(anchorOf(ben, 1)).isEqualTo(anchor(Anchor.State.INTACT, 13, 6));
        ben.apply(splice(0, 1, "Aye:"));
        Peer.sync(anna, ben);

        assertThat(anchorOf(anna, 1)).isEqualTo(anchor(Anchor.State.INTACT, 16, 6));
    }

    @Test
    void whatIsTypedAtItsEdgesDoesNotBelongToIt_DISC_20() {
        ben.apply(splice(13, 0, "x"), splice(20, 0, "y"));

        assertThat(anchorOf(ben, 1)).isEqualTo(anchor(Anchor.State.INTACT, 14, 6));
    }

    @Test
    void whatIsTypedInsideChangesIt_DISC_21() {
        ben.apply(splice(16, 0, "-"));

        assertThat(anchorOf(ben, 1)).isEqualTo(anchor(Anchor.State.CHANGED, 13, 7));
    }

    @Test
    void whatIsLeftOfItIsWhatItIsAbout_DISC_21() {
        ben.apply(splice(16, 9, ""));

        assertThat(anchorOf(ben, 1)).isEqualTo(anchor(Anchor.State.CHANGED, 13, 3));
    }

    @Test
    void deletedTextLeavesTheThreadAndSaysSo_DISC_22() {
        ben.apply(splice(10, 10, ""));
        anna.apply(document(says(2, 1, "Hm.")));
        Peer.sync(anna, ben);

        assertThat(anchorOf(anna, 1)).isEqualTo(anchor(Anchor.State.DELETED, 10, 0));
        assertThat(anna.snapshot().discussion().inOrder())
                .singleElement()
                .satisfies(thread -> assertThat(thread.comments()).hasSize(2));
    }

    @Test
    void textThatComesBackIsFoundAgain_DISC_23() {
        ben.apply(splice(9, 12, " "));
        assertThat(anchorOf(ben, 1).state()).isEqualTo(Anchor.State.DELETED);
        ben.apply(splice(9, 1, " on Monday fr"));
        Peer.sync(anna, ben);

        assertThat(anchorOf(anna, 1)).isEqualTo(anchor(Anchor.State.INTACT, 13, 6));
    }

    @Test
    void textThatIsMovedIsFoundWhereItWasTypedSince_DISC_23() {
        ben.apply(splice(13, 6, ""));
        ben.apply(splice(2, 0, "Monday: "));

        assertThat(anchorOf(ben, 1)).isEqualTo(anchor(Anchor.State.INTACT, 2, 6));
    }

    @Test
    void otherTextThatReadsTheSameIsNotTakenForIt_DISC_23() {
        anna.apply(splice(31, 0, " Not on Monday."));
        anna.apply(document(onText(2, 13, 6), says(2, 2, "Sure?")));
        anna.apply(splice(13, 6, "Sunday"));

        assertThat(anchorOf(anna, 2).state()).isEqualTo(Anchor.State.DELETED);
        // The older thread cannot know: that text was typed since it was opened.
        assertThat(anchorOf(anna, 1).range().start()).isGreaterThan(30);
    }

    @Test
    void whatCannotBeQuotedIsRefused_DISC_24() {
        assertThat(refusal(document(onText(2, 0, 0)))).isEqualTo("There is nothing quoted: the quote is empty.");
        assertThat(refusal(document(onText(2, 30, 3))))
                .isEqualTo("The text has 32 characters: nothing to quote from 30 on, 3 long.");
        assertThat(refusal(splice(0, 0, "x"), document(onText(2, 0, 1))[0]))
                .isEqualTo("A text that the same step edits cannot be quoted.");
        anna.apply(splice(0, 0, "x".repeat(2_001)));
        assertThat(refusal(document(onText(2, 0, 2_001)))).isEqualTo("A quote has at most 2000 characters.");
    }

    private String refusal(DocumentIntent... intents) {
        return String.valueOf(catchThrowableOfType(IntentRefused.class, () -> anna.apply(intents))
                .getMessage());
    }

    /** Whatever another program writes there: it never reaches Automerge unless it names a character of this text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "@",
                "1@",
                "1@00",
                "-1@ACTOR",
                "+9@ACTOR",
                "0@ACTOR",
                "1@ACTOR",
                "999999@ACTOR",
                "2147483647@ACTOR",
                "4294967296@ACTOR",
                "9@080808080808080808080808080808080808080808080808",
                "s",
                "e"
            })
    void anAnchorThatNamesNoCharacterCountsAsDeleted_DISC_22(String character) {
        String actor = anna.document().replica().actor().hex();
        LocalChange odd = ben.document()
                .replica()
                .edit(editor -> {
                    ObjectId shard = ben.document()
                            .replica()
                            .tree()
                            .mapAt("threads", thread(7).hex().substring(0, 1))
                            .orElseThrow();
                    ObjectId map = editor.putMap(shard, thread(7).hex());
                    editor.put(map, "on", "document:" + Talk.DOCUMENT);
                    editor.put(map, "quote", "nowhere");
                    editor.put(map, "start", character.replace("ACTOR", actor));
                    editor.put(map, "end", character.replace("ACTOR", actor));
                })
                .orElseThrow();
        anna.receive(List.of(odd.change()));

        assertThat(anchorOf(anna, 7)).isEqualTo(new Anchor("nowhere", Anchor.State.DELETED, new TextRange(0, 0)));
    }
}
