package dev.meridian.bench.model;

import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.rhythm.Asking;
import dev.meridian.model.rhythm.DigestFold;
import dev.meridian.model.rhythm.Happening;
import dev.meridian.model.rhythm.Matters;
import dev.meridian.model.rhythm.Period;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A digest over a board of 10,000 cards with 5,000 changes of a colleague's. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestOfChanges {

    private static final int CHANGES = 5_000;
    private static final BoardId BOARD = new BoardId("b".repeat(32));
    private static final Instant THEN = Instant.parse("2027-03-01T09:00:00Z");

    /** How it was, how it is, and what came in between. */
    @State(Scope.Benchmark)
    public static class Changed {
        final Period period = period();

        private static Period period() {
            BoardFixture fixture = BoardFixture.create();
            List<Incoming> changes =
                    BoardFixture.incoming(Actors.THERE, fixture.changes(Actors.THERE, fixture.edits(CHANGES, 3)));
            List<Happening> happenings = new ArrayList<>();
            try (BoardDocument board = fixture.open(Actors.HERE)) {
                Board before = board.snapshot();
                for (Incoming change : changes) {
                    happenings.add(new Happening(
                            BOARD.hex(),
                            happenings.size() + 2L,
                            Optional.of(THEN.plusSeconds(happenings.size())),
                            change.author(),
                            board.receive(List.of(change)).events()));
                }
                Frontier end = new Frontier(CHANGES + 1L, "0".repeat(64), THEN.plusSeconds(CHANGES));
                return new Period(
                        new Frontier(1, "0".repeat(64), THEN), end, state(before), state(board.snapshot()), happenings);
            }
        }

        private static WorkspaceState state(Board board) {
            return new WorkspaceState(team(), new TreeMap<>(Map.of(BOARD, board)), new TreeMap<>());
        }

        private static Team team() {
            try (TeamDocument team = TeamDocument.open(Replica.create(Actors.HERE))) {
                team.apply(List.of(new TeamIntent.Create("Team"), new TeamIntent.AddBoard(BOARD, "Board", 1)));
                return team.snapshot();
            }
        }
    }

    /** Threads and comments, then the digest. */
    @Benchmark
    public int digest(Changed changed) {
        Period period = changed.period;
        return DigestFold.of(period, Matters.of(period, List.of()), new Asking(Optional.empty(), THEN))
                .moved()
                .size();
    }
}
