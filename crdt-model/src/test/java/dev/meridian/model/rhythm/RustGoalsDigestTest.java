package dev.meridian.model.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Card;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.RealData;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Real goals imported at an older state, derived here, and again as they are. */
class RustGoalsDigestTest {

    private static final Asking NOBODY = new Asking(Optional.empty(), Instant.parse("2027-03-01T09:00:00Z"));

    private static WorkspaceState state(TestWorkspace workspace) {
        return new WorkspaceState(
                workspace.team(), new TreeMap<>(workspace.boards()), new TreeMap<>(workspace.documents()));
    }

    private static void load(TestWorkspace workspace, MapVault vault, byte[] table) {
        workspace.carryOut(CsvImport.plan(workspace.context(vault), workspace.target(), "goals.csv", table));
    }

    private static Digest between(WorkspaceState before, WorkspaceState after) {
        Frontier end = new Frontier(2, "0".repeat(64), Instant.parse("2027-02-01T00:00:00Z"));
        return DigestFold.of(new Period(Frontier.START, end, before, after, List.of()), Matters.NONE, NOBODY);
    }

    @Test
    void listsExactlyWhatMovedWithNamesAndWhatDidNot_RHY_1_RHY_2_RHY_3() {
        String now = new String(RealData.read("rust-goals-2026/goals.csv"), StandardCharsets.UTF_8);
        // Older: two were only proposed, one had another owner, one was not there, one had another title.
        String older = without(now, "a-mir-formality,")
                .replace(",Accepted,@jchlanda,", ",Proposed,@jchlanda,")
                .replace(",Accepted,@lqd,", ",Accepted,@somebody,")
                .replace("Assumptions on Binders,", "Binders,");
        MapVault vault = RealData.vault("rust-goals-2026");
        try (TestWorkspace workspace = new TestWorkspace()) {
            load(workspace, vault, older.getBytes(StandardCharsets.UTF_8));
            WorkspaceState before = state(workspace);
            load(workspace, vault, now.getBytes(StandardCharsets.UTF_8));
            WorkspaceState after = state(workspace);

            Digest digest = between(before, after);

            Map<String, String> moved = digest.moved().stream()
                    .collect(Collectors.toMap(line -> line.card().title(), RustGoalsDigestTest::first));
            assertThat(moved)
                    .containsEntry(
                            "Expanding a-mir-formality to work better as a Rust type system spec",
                            "added: none to none");
            assertThat(moved)
                    .containsEntry(
                            "AArch64 Pointer Authentication using aarch64-unknown-linux-pauthtest target on Linux ELF"
                                    + " platforms",
                            "status: Idea (“Proposed”) to Ready (“Accepted”)");
            assertThat(moved.values())
                    .filteredOn(change -> change.startsWith("owners"))
                    .allMatch(change -> change.equals("owners: @somebody to @lqd"))
                    .isNotEmpty();
            assertThat(digest.edited()).isEmpty();
            assertThat(digest.still())
                    .filteredOn(line -> !line.changes().isEmpty())
                    .singleElement()
                    .satisfies(line -> assertThat(first(line)).isEqualTo("title: Binders to Assumptions on Binders"));
            everyCardOnce(after, digest);
            assertThat(between(after, after).isEmpty()).isTrue();
        }
    }

    /** All 75: moved, stood still, or were not expected to move (an idea, one that was dropped). */
    private static void everyCardOnce(WorkspaceState after, Digest digest) {
        List<CardLine> lines = new ArrayList<>(digest.moved());
        lines.addAll(digest.still());
        Set<String> told = new HashSet<>();
        lines.forEach(line -> assertThat(told.add(line.card().card().hex())).isTrue());
        List<Card> rest = after.boards().values().stream()
                .flatMap(board -> board.cards().values().stream())
                .filter(card -> !told.contains(card.id().hex()))
                .toList();
        assertThat(lines).hasSize(75 - rest.size());
        assertThat(rest)
                .allMatch(card -> card.statusWord()
                        .map(word -> word.equals("Proposed") || word.equals("Not accepted"))
                        .orElse(true));
    }

    private static String first(CardLine line) {
        Change change = line.changes().getFirst();
        return change.what().word() + ": " + change.from().orElse("none") + " to "
                + change.to().orElse("none");
    }

    private static String without(String table, String rowStart) {
        return table.lines().filter(line -> !line.startsWith(rowStart)).collect(Collectors.joining("\n", "", "\n"));
    }
}
