package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.arrow;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddDependency;
import dev.meridian.model.intent.BoardIntent.Delete;
import dev.meridian.model.intent.BoardIntent.Restore;
import dev.meridian.model.intent.BoardIntent.SetKind;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.value.DependencyKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Arrows that close a cycle are added, with a warning that can be had before. */
class WarningsTest {

    private final Peer<Board, BoardIntent> peer = Boards.created(1);

    @BeforeEach
    void aChain() {
        peer.apply(add(1, "One"), add(2, "Two"), add(3, "Three"), blocks(1, 1, 2), blocks(2, 2, 3));
    }

    @AfterEach
    void close() {
        peer.close();
    }

    private static Warning closes(int arrow) {
        return new Warning.ClosesCycle(arrow(arrow), List.of(card(1), card(2), card(3), card(1)));
    }

    @Test
    void anArrowThatClosesACycleIsWarnedOfBeforeAndKeptAfter_CYCLE_4() {
        Board before = peer.snapshot();
        assertThat(peer.document().check(List.of(blocks(3, 3, 1)))).containsExactly(closes(3));
        assertThat(peer.snapshot()).isEqualTo(before);

        assertThat(peer.apply(blocks(3, 3, 1)).warnings()).containsExactly(closes(3));
        assertThat(peer.snapshot().cycles()).hasSize(1);
    }

    @Test
    void relatesClosesNothing_CYCLE_1() {
        AddDependency relates = new AddDependency(arrow(3), card(3), card(1), DependencyKind.RELATES);
        assertThat(peer.apply(relates).warnings()).isEmpty();
        assertThat(peer.snapshot().cycles()).isEmpty();

        assertThat(peer.apply(new SetKind(arrow(3), DependencyKind.BLOCKS)).warnings())
                .containsExactly(closes(3));
        assertThat(peer.snapshot().cycles()).hasSize(1);
    }

    @Test
    void anArrowInTheTrashClosesACycleWhenItIsRestored_CYCLE_4() {
        peer.apply(new Delete(arrow(2)));
        assertThat(peer.apply(blocks(3, 3, 1)).warnings()).isEmpty();

        assertThat(peer.apply(new Restore(arrow(2))).warnings()).containsExactly(closes(2));
    }

    @Test
    void aCardInTheTrashClosesACycleWhenItIsRestored_CYCLE_4() {
        peer.apply(new Delete(card(2)));
        assertThat(peer.apply(blocks(3, 3, 1)).warnings()).isEmpty();

        assertThat(peer.apply(new Restore(card(2))).warnings()).containsExactlyInAnyOrder(closes(1), closes(2));
    }

    @Test
    void arrowsOfOneListCloseACycleTogether_CYCLE_4() {
        assertThat(peer.apply(add(4, "Four"), blocks(3, 3, 4), blocks(4, 4, 3)).warnings())
                .containsExactly(
                        new Warning.ClosesCycle(arrow(3), List.of(card(3), card(4), card(3))),
                        new Warning.ClosesCycle(arrow(4), List.of(card(3), card(4), card(3))));
    }

    @Test
    void whatIsDeletedInTheSameListClosesNothing_CYCLE_4() {
        assertThat(peer.apply(blocks(3, 3, 1), new Delete(arrow(1))).warnings()).isEmpty();
        assertThat(peer.snapshot().cycles()).isEmpty();
    }

    @Test
    void aSecondEqualArrowIsWarnedOf_CYCLE_5() {
        assertThat(peer.apply(blocks(3, 1, 2)).warnings())
                .containsExactly(new Warning.AlreadyLinked(arrow(3), arrow(1)));
        assertThat(peer.apply(blocks(4, 1, 3), blocks(5, 1, 3)).warnings())
                .containsExactly(new Warning.AlreadyLinked(arrow(5), arrow(4)));
    }

    @Test
    void tenThousandArrowsAreCheckedAtOnce() {
        List<BoardIntent> intents = new ArrayList<>();
        for (int i = 10; i < 5_010; i++) {
            intents.add(add(i, "Card"));
        }
        for (int i = 10; i < 5_009; i++) {
            intents.add(blocks(i, i, i + 1));
            intents.add(blocks(i + 10_000, 10, i + 1));
        }
        assertThat(peer.apply(intents).warnings()).hasSize(1).first().isInstanceOf(Warning.AlreadyLinked.class);
    }
}
