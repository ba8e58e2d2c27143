package dev.meridian.bench.model;

import dev.meridian.model.board.BoardDocument;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A board of 10,000 cards is opened. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Load {

    /** What it is opened from. */
    @State(Scope.Benchmark)
    public static class Stored {
        final BoardFixture board = BoardFixture.create();
        final Held<byte[]> save = new Held<>();

        /** Saves it once. */
        @Setup(Level.Trial)
        public void save() {
            try (BareBoard bare = BareBoard.open(board)) {
                save.hold(bare.document().save());
            }
        }
    }

    /** From its changes, through the gate, into tree, Automerge and snapshot. */
    @Benchmark
    public int model(Stored stored) {
        try (BoardDocument board = stored.board.open(Actors.HERE)) {
            return board.snapshot().cards().size();
        }
    }

    /** From its changes by Automerge alone; nothing of it is read. */
    @Benchmark
    public int bare(Stored stored) {
        try (BareBoard board = BareBoard.open(stored.board)) {
            return board.document().getHeads().length;
        }
    }

    /** From a save by Automerge alone; nothing of it is read. */
    @Benchmark
    public int bareFromSave(Stored stored) {
        try (BareBoard board = BareBoard.load(stored.save.get())) {
            return board.document().getHeads().length;
        }
    }
}
