package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Characters by their ids: what anchors are made of. Automerge is asked only about characters that are known to be of the text. */
class CharacterTest {

    private final ActorId actor = ActorId.ofHex("07".repeat(24));
    private final Replica replica = Replica.create(actor);
    private ObjectId text = ObjectId.ROOT;
    private ObjectId other = ObjectId.ROOT;

    @BeforeEach
    void twoTexts() {
        replica.edit(edit -> {
            text = edit.putText(ObjectId.ROOT, "text");
            edit.splice(text, 0, 0, "a😀c");
            other = edit.putText(ObjectId.ROOT, "other");
            edit.splice(other, 0, 0, "xyz");
        });
    }

    @AfterEach
    void close() {
        replica.close();
    }

    private OpId op(int counter) {
        return new OpId(counter, actor);
    }

    @Test
    void aCharacterHasThePlaceWhereItStandsOrStood_GATE_41() {
        OpId smile = replica.character(text, 1).orElseThrow();
        assertThat(smile).isEqualTo(op(3));
        assertThat(replica.place(text, smile)).contains(new CharacterPlace(1, true));

        replica.edit(edit -> edit.splice(text, 0, 2, ""));
        assertThat(replica.place(text, smile)).contains(new CharacterPlace(0, false));
        replica.edit(edit -> edit.splice(text, 0, 0, "😀"));
        assertThat(replica.place(text, smile)).contains(new CharacterPlace(1, false));
    }

    @Test
    void onlyCharactersOfTheTextHaveAPlaceInIt_GATE_41() {
        replica.edit(edit -> edit.splice(text, 0, 1, ""));
        OpId ofOther = replica.character(other, 0).orElseThrow();
        for (OpId none : List.of(
                ofOther,
                op(1),
                op(0),
                op(-1),
                op(9),
                op(10),
                op(Integer.MAX_VALUE),
                op(Integer.MIN_VALUE),
                new OpId(2, ActorId.ofHex("08".repeat(24))))) {
            assertThat(replica.place(text, none)).as("%s", none).isEmpty();
        }
    }

    @Test
    void outsideTheTextThereIsNone_GATE_41() {
        assertThat(replica.character(text, -1)).isEmpty();
        assertThat(replica.character(text, 3)).isEmpty();
        replica.edit(edit -> {
            assertThat(edit.character(text, 2)).contains(op(4));
            assertThat(edit.character(text, 3)).isEmpty();
            edit.splice(text, 0, 0, "b");
            assertThat(edit.character(text, 2)).isEmpty();
        });
    }
}
