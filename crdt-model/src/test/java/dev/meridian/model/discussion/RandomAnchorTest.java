package dev.meridian.model.discussion;

import static dev.meridian.model.discussion.Talk.document;
import static dev.meridian.model.discussion.Talk.onText;
import static dev.meridian.model.discussion.Talk.says;
import static dev.meridian.model.discussion.Talk.splice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.document.Document;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.TextRange;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two write into one text and quote from it at once: both find every quote at the same place. */
class RandomAnchorTest {

    private static final String[] WORDS = {"pier ", "crane ", "ferry ", "😀", "x", "\n", "a quay and a mole "};

    private final Peer<Document, DocumentIntent> anna = Talk.writer(1);
    private final Peer<Document, DocumentIntent> ben = Talk.writer(2);
    private int threads;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void bothFindEveryQuoteAtTheSamePlace_DISC_20(long seed) {
        Random random = new Random(seed);
        try {
            anna.apply(new DocumentIntent.Create(), splice(0, 0, "The pier, the crane and the ferry. ".repeat(3)));
            ben.receiveFrom(anna);
            for (int round = 0; round < 12; round++) {
                for (int step = random.nextInt(8); step > 0; step--) {
                    write(random.nextBoolean() ? anna : ben, random);
                }
                Peer.sync(anna, ben);
                anchorsHold(anna.snapshot());
            }
        } finally {
            anna.close();
            ben.close();
        }
    }

    private void write(Peer<Document, DocumentIntent> peer, Random random) {
        String text = peer.snapshot().text();
        int length = text.codePointCount(0, text.length());
        int at = random.nextInt(length + 1);
        int count = Math.min(length - at, random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> {
                if (count > 0) {
                    int number = ++threads;
                    peer.apply(document(onText(number, at, count), says(number, number, "Hm.")));
                }
            }
            case 1 -> peer.apply(splice(at, count, ""));
            case 2 -> {
                // Taken out and put back: what undo does.
                String cut = text.substring(text.offsetByCodePoints(0, at), text.offsetByCodePoints(0, at + count));
                peer.apply(splice(at, count, ""));
                peer.apply(splice(at, 0, cut));
            }
            default -> peer.apply(splice(at, 0, WORDS[random.nextInt(WORDS.length)]));
        }
    }

    private static void anchorsHold(Document document) {
        int length = document.text().codePointCount(0, document.text().length());
        for (CommentThread thread : document.discussion().all()) {
            Anchor anchor = thread.anchor().orElseThrow();
            TextRange range = anchor.range();
            assertThat(range.end()).isLessThanOrEqualTo(length);
            String there = document.text()
                    .substring(
                            document.text().offsetByCodePoints(0, range.start()),
                            document.text().offsetByCodePoints(0, range.end()));
            switch (anchor.state()) {
                case INTACT -> assertThat(there).isEqualTo(anchor.quote());
                case CHANGED -> assertThat(there).isNotEmpty().isNotEqualTo(anchor.quote());
                case DELETED -> assertThat(there).isEmpty();
            }
        }
    }
}
