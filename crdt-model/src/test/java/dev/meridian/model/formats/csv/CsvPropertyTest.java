package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.formats.BoardTarget;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.team.Team;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tables of boards that nobody would plan. */
class CsvPropertyTest {

    private static final String[] WORDS = {
        "word",
        " ",
        ",",
        ";",
        "\\",
        "\"",
        "'",
        "=",
        "+1",
        "-",
        "@ana",
        "[a](b)",
        "Doe, Jane",
        "\u00fc",
        "\ud83d\ude80",
        "#"
    };

    @Property(tries = 60)
    void anyBoardIsKnownAgainFromItsTable_FMT_MERGE_1(@ForAll Random random) {
        try (TestWorkspace workspace = new TestWorkspace()) {
            workspace.makeBoard();
            List<CardId> cards = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                CardId id = new CardId(workspace.newId());
                cards.add(id);
                workspace.edit(
                        new BoardIntent.AddCard(id, text(random, 3), Position.ORIGIN, Size.CARD),
                        new BoardIntent.EditDescription(id, List.of(Splice.insert(0, text(random, 5) + "\r\n\n"))),
                        new BoardIntent.SetStatus(id, Optional.empty(), Optional.of(text(random, 2))),
                        new BoardIntent.SetEstimate(id, Optional.of(random.nextInt(40) / 8.0)),
                        new BoardIntent.AddLabel(id, "l" + text(random, 2)),
                        new BoardIntent.AddLabel(id, "m" + text(random, 2)),
                        new BoardIntent.AddOwner(id, Owner.named("o" + text(random, 2))));
            }
            for (int i = 1; i < cards.size(); i++) {
                DependencyKind kind = random.nextBoolean() ? DependencyKind.BLOCKS : DependencyKind.RELATES;
                workspace.edit(new BoardIntent.AddDependency(
                        new DependencyId(workspace.newId()), cards.get(i), cards.get(random.nextInt(i)), kind));
            }
            byte[] out = CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board());
            ImportPlan again = workspace.carryOut(
                    CsvImport.plan(workspace.context(new MapVault()), workspace.target(), "t.csv", out));
            assertThat(again.boards()).isEmpty();
            assertThat(again.team()).isEmpty();
        }
    }

    /** Whatever the bytes, there is a plan or one sentence. */
    @Property(tries = 500)
    void brokenTablesGiveASentence_FMT_ERR_1(@ForAll Random random) {
        StringBuilder table = new StringBuilder("Id,Title,Blocked by,Labels,Due,Estimate,Document\n");
        for (int i = 0; i < 40; i++) {
            table.append(WORDS[random.nextInt(WORDS.length)]);
            table.append(random.nextInt(3) == 0 ? "," : "").append(random.nextInt(9) == 0 ? "\n" : "");
        }
        byte[] bytes = TestWorkspace.utf8(table.toString());
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        ImportContext context = ImportContext.of(Team.NOT_HERE, id -> Document.NOT_HERE, new MapVault(), new Random(1));
        BoardTarget target = new BoardTarget(TestWorkspace.BOARD, "Board", Board.NOT_HERE);
        if (CsvImport.plan(context, target, "t.csv", bytes) instanceof ImportFailed failed) {
            assertThat(failed.reason()).isNotBlank().doesNotContain("\n");
        }
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}
