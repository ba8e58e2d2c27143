package dev.meridian.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.event.Event;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.DocumentIntent.Create;
import dev.meridian.model.intent.DocumentIntent.EditText;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDocumentTest {

    private final Peer<Document, DocumentIntent> anna = new Peer<>(1, TextDocument::open);
    private final Peer<Document, DocumentIntent> ben = new Peer<>(2, TextDocument::open);

    @AfterEach
    void close() {
        anna.close();
        ben.close();
    }

    private static EditText insert(int position, String text) {
        return new EditText(List.of(Splice.insert(position, text)));
    }

    private void start(String text) {
        anna.apply(new Create(), insert(0, text));
        ben.receiveFrom(anna);
    }

    @Test
    void aDocumentBeginsEmpty_MODEL_1() {
        Edited created = anna.apply(new Create());

        assertThat(anna.snapshot().text()).isEmpty();
        assertThat(anna.snapshot().exists()).isTrue();
        assertThat(created.events()).containsExactly(new Event.DocumentMade(anna.device()));
    }

    @Test
    void editsAreByCodePoints_TEXT_1() {
        start("😀👍🏽 ok\n");
        Edited edited = anna.apply(new EditText(List.of(new Splice(1, 2, "👎"), Splice.insert(2, "!"))));

        assertThat(anna.snapshot().text()).isEqualTo("😀👎! ok\n");
        assertThat(edited.events()).containsExactly(new Event.TextEdited(Set.of(anna.device())));
    }

    @Test
    void theSameParagraphTypedIntoByBothKeepsBoth_TEXT_2() {
        start("We build a relay.\n");
        anna.apply(insert(11, "small "));
        ben.apply(new EditText(TextDiff.splices("We build a relay.\n", "We build a relay that cannot read.\n")));
        assertThat(anna.receiveFrom(ben)).containsExactly(new Event.TextEdited(Set.of(ben.device())));
        Peer.sync(anna, ben);

        assertThat(anna.snapshot().text()).isEqualTo("We build a small relay that cannot read.\n");
    }

    @Test
    void anEditorThatRewritesTheFileMergesWithWhoTypesMeanwhile_TEXT_3() {
        String before = "# Problem\n\nMeetings.\n\n# Open question\n\nWhen?\n";
        start(before);
        String saved = "# Problem\n\nToo many meetings.\n\n# Open question\n\nWhen, and who?\n";
        anna.apply(new EditText(TextDiff.splices(before, saved)));
        ben.apply(insert(before.indexOf("# Open"), "# Building\n\nA workspace.\n\n"));
        Peer.sync(anna, ben);

        assertThat(anna.snapshot().text()).isEqualTo("""
                        # Problem

                        Too many meetings.

                        # Building

                        A workspace.

                        # Open question

                        When, and who?
                        """);
    }

    @Test
    void aSpliceOutsideTheTextIsRefusedAndNothingIsWritten_MODEL_2() {
        start("abc");
        IntentRefused refused = catchThrowableOfType(
                IntentRefused.class, () -> anna.apply(insert(3, "d"), new EditText(List.of(Splice.delete(3, 2)))));

        assertThat(refused.index()).isEqualTo(1);
        assertThat(refused).hasMessage("The text has 4 characters: nothing to replace from 3 on, 2 long.");
        assertThat(anna.snapshot().text()).isEqualTo("abc");
    }

    @Test
    void aLongListOfEditsIsProvenBeforeTheFirstChangeIsMade_MODEL_8() {
        start("");
        List<DocumentIntent> intents = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            intents.add(insert(i, "x"));
        }
        intents.add(insert(30_001, "x"));
        IntentRefused refused = catchThrowableOfType(IntentRefused.class, () -> anna.apply(intents));
        assertThat(refused.index()).isEqualTo(30_000);
        assertThat(anna.snapshot().text()).isEmpty();

        Edited edited = anna.apply(intents.subList(0, 30_000));
        assertThat(edited.changes()).hasSizeBetween(2, 10);
        Peer.sync(anna, ben);
        assertThat(ben.snapshot().text()).hasSize(30_000);
    }

    @Test
    void creatingAndWritingMuchInOneListWorks_MODEL_8() {
        anna.apply(new Create(), insert(0, "y".repeat(25_000)));
        assertThat(anna.snapshot().text()).hasSize(25_000);
        IntentRefused refused = catchThrowableOfType(
                IntentRefused.class, () -> anna.apply(new Create(), insert(0, "z".repeat(25_000))));
        assertThat(refused).hasMessage("This document has been made already.");
    }

    @Test
    void beforeItsFirstChangeThereIsNothingToEdit_MODEL_1() {
        IntentRefused refused =
                catchThrowableOfType(IntentRefused.class, () -> ben.apply(insert(0, "x".repeat(9_000))));

        assertThat(refused).hasMessage("This document is not here yet: its first change is missing.");
        assertThat(ben.snapshot()).isEqualTo(Document.NOT_HERE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomTypingConvergesAndLosesNoCharacter_TEXT_4(long seed) {
        Random random = new Random(seed);
        start("");
        List<Peer<Document, DocumentIntent>> both = List.of(anna, ben);
        for (int i = 0; i < 120; i++) {
            Peer<Document, DocumentIntent> peer = both.get(random.nextInt(2));
            int length = peer.snapshot()
                    .text()
                    .codePointCount(0, peer.snapshot().text().length());
            // Each typed character is its own, so that it can be found again.
            peer.apply(insert(random.nextInt(length + 1), new String(Character.toChars(0x4e00 + i))));
            if (random.nextInt(10) == 0) {
                Peer.sync(anna, ben);
            }
        }
        Peer.sync(anna, ben);

        String text = anna.snapshot().text();
        for (int i = 0; i < 120; i++) {
            assertThat(text).containsOnlyOnce(new String(Character.toChars(0x4e00 + i)));
        }
    }
}
