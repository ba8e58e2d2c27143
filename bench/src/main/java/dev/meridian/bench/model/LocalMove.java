package dev.meridian.bench.model;

import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.automerge.ObjectId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A person drops a card on a board of 10,000 cards: one change, with the bytes to send; each time another card. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LocalMove {

    private static final int MOVES = 5_000;

    /** The moves, the same for both sides. */
    @State(Scope.Benchmark)
    public static class Moves {
        final BoardFixture board = BoardFixture.create();
        final List<BoardIntent> moves = board.moves(MOVES, 2);
    }

    /** A move as the bare library writes it. */
    private record BareMove(ObjectId card, String position) {
        static BareMove of(BoardIntent intent, Map<CardId, ObjectId> maps) {
            if (intent instanceof BoardIntent.Move move && move.thing() instanceof CardId card) {
                return new BareMove(
                        Objects.requireNonNull(maps.get(card)), move.position().toString());
            }
            throw new IllegalArgumentException("not the move of a card: " + intent);
        }
    }

    /** The board in the model. */
    @State(Scope.Benchmark)
    public static class Model {
        final Held<BoardDocument> board = new Held<>();

        /** A board without the moves. */
        @Setup(Level.Iteration)
        public void open(Moves moves) {
            board.hold(moves.board.open(Actors.HERE));
        }

        /** Frees it. */
        @TearDown(Level.Iteration)
        public void close() {
            board.get().close();
        }
    }

    /** The board in the library. */
    @State(Scope.Benchmark)
    public static class Bare {
        final Held<BareBoard> board = new Held<>();
        private List<BareMove> moves = List.of();

        /** A board without the moves. */
        @Setup(Level.Iteration)
        public void open(Moves moves) {
            board.hold(BareBoard.open(moves.board));
            Map<CardId, ObjectId> maps = board.get().maps(moves.board.shuffled(2));
            this.moves =
                    moves.moves.stream().map(move -> BareMove.of(move, maps)).toList();
        }

        /** Frees it. */
        @TearDown(Level.Iteration)
        public void close() {
            board.get().close();
        }
    }

    /** Intent, transaction, change, tree, snapshot and events. */
    @Benchmark
    @OperationsPerInvocation(MOVES)
    public int model(Moves moves, Model model) {
        BoardDocument board = model.board.get();
        int bytes = 0;
        for (BoardIntent move : moves.moves) {
            bytes += board.apply(List.of(move)).changes().getFirst().change().chunk().length;
        }
        return bytes;
    }

    /** The same two writes by Automerge alone. */
    @Benchmark
    @OperationsPerInvocation(MOVES)
    public int bare(Bare bare) {
        BareBoard board = bare.board.get();
        int bytes = 0;
        for (BareMove move : bare.moves) {
            bytes += board.move(move.card(), move.position(), 2).length;
        }
        return bytes;
    }
}
