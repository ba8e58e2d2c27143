package dev.meridian.bench.model;

import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.board.BoardDocument;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Two replicas of a board of 10,000 cards part, each makes 10,000 edits, one change each; then one takes in the other's. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Merge {

    private static final int EDITS = 10_000;

    /** What both did. */
    @State(Scope.Benchmark)
    public static class Divergence {
        final BoardFixture board = BoardFixture.create();
        final List<byte[]> here = board.changes(Actors.HERE, board.edits(EDITS, 2));
        final List<byte[]> there = board.changes(Actors.THERE, board.edits(EDITS, 3));
        final List<Incoming> incoming = BoardFixture.incoming(Actors.THERE, there);
        final byte[] joined = BoardFixture.joined(there);
    }

    /** This side in the model. */
    @State(Scope.Benchmark)
    public static class Model {
        final Held<BoardDocument> board = new Held<>();

        /** The board with this side's edits. */
        @Setup(Level.Iteration)
        public void open(Divergence divergence) {
            board.hold(divergence.board.open(Actors.HERE));
            board.get().replay(divergence.here);
        }

        /** Frees it. */
        @TearDown(Level.Iteration)
        public void close() {
            board.get().close();
        }
    }

    /** This side in the library. */
    @State(Scope.Benchmark)
    public static class Bare {
        final Held<BareBoard> board = new Held<>();

        /** The board with this side's edits. */
        @Setup(Level.Iteration)
        public void open(Divergence divergence) {
            board.hold(BareBoard.open(divergence.board));
            board.get().document().applyEncodedChanges(BoardFixture.joined(divergence.here));
        }

        /** Frees it. */
        @TearDown(Level.Iteration)
        public void close() {
            board.get().close();
        }
    }

    /** Gate, tree, Automerge, snapshot, conflicts and events. */
    @Benchmark
    public int model(Divergence divergence, Model model) {
        return model.board.get().receive(divergence.incoming).events().size();
    }

    /** Automerge alone. */
    @Benchmark
    public int bare(Divergence divergence, Bare bare) {
        bare.board.get().document().applyEncodedChanges(divergence.joined);
        return bare.board.get().document().getHeads().length;
    }
}
