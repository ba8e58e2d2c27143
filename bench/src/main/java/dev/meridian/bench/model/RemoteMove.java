package dev.meridian.bench.model;

import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.board.BoardDocument;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** A colleague's card move arrives on a board of 10,000 cards, one change at a time; each time of another card. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RemoteMove {

    private static final int MOVES = 5_000;

    /** The changes, the same for both sides. */
    @State(Scope.Benchmark)
    public static class Moves {
        final BoardFixture board = BoardFixture.create();
        final List<byte[]> changes = board.changes(Actors.THERE, board.moves(MOVES, 2));
        final List<Incoming> incoming = BoardFixture.incoming(Actors.THERE, changes);
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

        /** A board without the moves. */
        @Setup(Level.Iteration)
        public void open(Moves moves) {
            board.hold(BareBoard.open(moves.board));
        }

        /** Frees it. */
        @TearDown(Level.Iteration)
        public void close() {
            board.get().close();
        }
    }

    /** Gate, tree, Automerge, snapshot and events. */
    @Benchmark
    @OperationsPerInvocation(MOVES)
    public int model(Moves moves, Model model) {
        BoardDocument board = model.board.get();
        int events = 0;
        for (Incoming change : moves.incoming) {
            events += board.receive(List.of(change)).events().size();
        }
        return events;
    }

    /** Automerge, asked what has changed, as whoever shows it must. */
    @Benchmark
    @OperationsPerInvocation(MOVES)
    public int telling(Moves moves, Bare bare) {
        BareBoard board = bare.board.get();
        int patches = 0;
        for (byte[] change : moves.changes) {
            patches += board.applyTelling(change);
        }
        return patches;
    }

    /** Automerge alone. */
    @Benchmark
    @OperationsPerInvocation(MOVES)
    public int bare(Moves moves, Bare bare) {
        BareBoard board = bare.board.get();
        for (byte[] change : moves.changes) {
            board.document().applyEncodedChanges(change);
        }
        return board.document().getHeads().length;
    }
}
