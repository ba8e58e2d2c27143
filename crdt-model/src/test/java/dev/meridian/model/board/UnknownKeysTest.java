package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.SetTitle;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.value.Position;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a later version, or another program, writes: kept, shown as unknown, in nobody's way. */
class UnknownKeysTest {

    private final Peer<Board, BoardIntent> anna = Boards.created(1);
    private final Peer<Board, BoardIntent> ben = Boards.peer(2);

    @BeforeEach
    void oneCard() {
        anna.apply(add(1, "One"), add(2, "Two"), blocks(1, 1, 2));
        ben.receiveFrom(anna);
    }

    @AfterEach
    void close() {
        anna.close();
        ben.close();
    }

    private interface Writes {
        void to(dev.meridian.model.automerge.Editor editor, ObjectId card);
    }

    /** Ben's program is newer. Anna receives what it writes, change by change as Ben's replica gives it. */
    private void benWrites(Writes writes) {
        Replica replica = ben.document().replica();
        ObjectId map = replica.tree()
                .mapAt("cards", card(1).hex().substring(0, 2), card(1).hex())
                .orElseThrow();
        LocalChange change = replica.edit(editor -> writes.to(editor, map)).orElseThrow();
        anna.receive(List.of(change.change()));
    }

    @Test
    void unknownKeysOfAThingSurviveItsEdits_MODEL_4() {
        benWrites((editor, card) -> {
            editor.put(card, "mood", "sunny");
            editor.put(card, "label:x", 7L);
            ObjectId map = editor.putMap(card, "checklist");
            editor.put(map, "done", true);
            editor.splice(editor.putText(map, "notes"), 0, 0, "remember");
        });
        anna.apply(new SetTitle(card(1), "Uno"));

        Card one = anna.snapshot().card(card(1)).orElseThrow();
        assertThat(one.title()).isEqualTo("Uno");
        assertThat(Json.object(one.meta().unknown()).printCompact())
                .isEqualTo("{\"checklist\":{\"done\":true,\"notes\":\"remember\"},\"label:x\":7,\"mood\":\"sunny\"}");
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
    }

    @Test
    void whatChangesInsideAnUnknownObjectIsFollowed_MODEL_20() {
        ObjectId[] made = new ObjectId[2];
        benWrites((editor, card) -> {
            made[0] = editor.putMap(card, "checklist");
            made[1] = editor.putText(made[0], "notes");
        });
        anna.snapshot();
        benWrites((editor, card) -> {
            editor.put(made[0], "done", true);
            editor.splice(made[1], 0, 0, "later");
        });

        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
        assertThat(Json.object(anna.snapshot()
                                .card(card(1))
                                .orElseThrow()
                                .meta()
                                .unknown())
                        .printCompact())
                .contains("later");
    }

    @Test
    void unknownRootKeysSurvive_MODEL_4() {
        ObjectId[] made = new ObjectId[1];
        benWrites((editor, card) -> {
            made[0] = editor.putMap(ObjectId.ROOT, "later");
            editor.put(made[0], "t1", "hello");
        });
        anna.snapshot();
        benWrites((editor, card) -> editor.put(made[0], "t2", "world"));
        anna.apply(new SetTitle(card(1), "Uno"));

        assertThat(Json.object(anna.snapshot().unknown()).printCompact())
                .isEqualTo("{\"later\":{\"t1\":\"hello\",\"t2\":\"world\"}}");
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
    }

    @Test
    void fieldsOfAnotherFormAreUnknownAndTheThingStillShows_MODEL_5() {
        benWrites((editor, card) -> {
            editor.put(card, "title", 42L);
            editor.put(card, "status", "not an id");
            editor.put(card, "position", "somewhere");
            editor.put(card, "targetDate", "tomorrow");
            editor.put(card, "estimate", "much");
            editor.put(card, "pinned", "yes");
            editor.put(card, "life", "long");
            editor.put(card, "source", "{");
            editor.putMap(card, "description");
        });

        Card one = anna.snapshot().card(card(1)).orElseThrow();
        assertThat(one.title()).isEmpty();
        assertThat(one.position()).isEqualTo(Position.ORIGIN);
        assertThat(one.status()).isEmpty();
        assertThat(one.deleted()).isFalse();
        assertThat(one.meta().unknown())
                .containsOnlyKeys(
                        "description", "estimate", "pinned", "position", "source", "status", "targetDate", "title");
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
    }

    @Test
    void aThingReplacedByAnotherMapOfItsIdIsReadAnew_MODEL_5() {
        Replica replica = ben.document().replica();
        ObjectId shard =
                replica.tree().mapAt("cards", card(1).hex().substring(0, 2)).orElseThrow();
        benWrites((editor, card) -> {
            ObjectId other = editor.putMap(shard, card(1).hex());
            editor.put(other, "title", "Impostor");
        });

        assertThat(anna.snapshot().card(card(1)).orElseThrow().title()).isEqualTo("Impostor");
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
    }

    @Test
    void aShardOrACollectionThatIsReplacedTakesItsThingsAlong_MODEL_5() {
        benWrites((editor, card) -> editor.putMap(ObjectId.ROOT, "dependencies"));
        assertThat(anna.snapshot().dependencies()).isEmpty();
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());

        benWrites((editor, card) -> editor.put(ObjectId.ROOT, "cards", "gone"));
        assertThat(anna.snapshot().cards()).isEmpty();
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
    }

    @Test
    void aDependencyThatDoesNotSayWhatItConnectsIsNotShown_MODEL_5() {
        Replica replica = ben.document().replica();
        ObjectId arrow = replica.tree()
                .mapAt(
                        "dependencies",
                        Boards.arrow(1).hex().substring(0, 2),
                        Boards.arrow(1).hex())
                .orElseThrow();
        benWrites((editor, card) -> editor.put(arrow, "to", "nowhere"));
        assertThat(anna.snapshot().dependencies()).isEmpty();
        assertThat(anna.snapshot().leaving(card(1))).isEmpty();

        benWrites((editor, card) -> editor.put(arrow, "to", "card:" + card(2).hex()));
        assertThat(anna.snapshot().dependencies()).containsOnlyKeys(Boards.arrow(1));
        assertThat(anna.reopened()).isEqualTo(anna.snapshot());
    }
}
