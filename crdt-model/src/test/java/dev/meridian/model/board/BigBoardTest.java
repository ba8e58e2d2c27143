package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.Move;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.value.Position;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an edit costs depends on what it touches: bytes allocated are counted, which no neighbour on the machine can change. */
class BigBoardTest {

    private static final int MOVES = 200;

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private record Cost(long local, long remote, long arrow) {}

    private static Cost cost(int cards) {
        try (Peer<Board, BoardIntent> anna = Boards.created(1);
                Peer<Board, BoardIntent> ben = Boards.peer(2)) {
            List<BoardIntent> intents = new ArrayList<>();
            for (int i = 0; i < cards; i++) {
                intents.add(add(i, "Card " + i));
                if (i % 2 == 1) {
                    intents.add(blocks(i, i - 1, i));
                }
            }
            anna.apply(intents);
            ben.receiveFrom(anna);
            move(anna, 0);
            ben.receiveFrom(anna);
            ben.snapshot();

            long before = allocated();
            move(anna, 1);
            long local = allocated() - before;
            List<ParsedChange> moves = anna.changes();
            moves = moves.subList(moves.size() - MOVES, moves.size());
            before = allocated();
            for (ParsedChange change : moves) {
                ben.receive(List.of(change));
                ben.snapshot();
            }
            long remote = allocated() - before;
            before = allocated();
            anna.apply(blocks(cards + 1, 1, 2));
            anna.snapshot();
            return new Cost(local, remote, allocated() - before);
        }
    }

    private static void move(Peer<Board, BoardIntent> peer, int round) {
        for (int i = 0; i < MOVES; i++) {
            peer.apply(new Move(card(i % 50), new Position(i, round)));
            peer.snapshot();
        }
    }

    @Test
    void aMoveOnABoardOfTenThousandCardsCostsWhatItCostsOnOneOfAHundred_MODEL_21() {
        cost(100); // So that classes are loaded when it counts.
        Cost small = cost(100);
        Cost big = cost(10_000);

        // Trees grow with the logarithm; a copy of all cards would be a hundred times as much.
        assertThat(big.local()).isLessThan(3 * small.local());
        assertThat(big.remote()).isLessThan(3 * small.remote());
        assertThat(big.arrow()).isLessThan(5 * small.arrow());
    }
}
