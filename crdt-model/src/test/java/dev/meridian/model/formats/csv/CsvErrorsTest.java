package dev.meridian.model.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each bad table gives one sentence with its place, and nothing of it is imported. */
class CsvErrorsTest {

    private final TestWorkspace workspace = new TestWorkspace();
    private final MapVault vault = new MapVault();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void thereIsAColumnOfTitles_FMT_ERR_7() {
        assertThat(failure("Id,Status\n1,x\n"))
                .isEqualTo(
                        "t.csv:1: the header names no column of titles: title, summary, name, subject, task, task name,"
                                + " feature, goal, card would be one");
    }

    @Test
    void everyRowHasATitleAndAnId_FMT_ERR_7() {
        assertThat(failure("Id,Title\n1,One\n2,\n")).isEqualTo("t.csv:3:3: this row has no title");
        assertThat(failure("Id,Title\n1,One\n,Two\n")).isEqualTo("t.csv:3:1: this row has no id");
    }

    @Test
    void idsComeOnce_FMT_ERR_7() {
        assertThat(failure("Id,Title\n1,One\n2,\"T\nwo\"\n1,Three\n"))
                .isEqualTo("t.csv:5:1: the id \"1\" is there already, on line 2");
    }

    @Test
    void relationsNameCards_FMT_ERR_7() {
        assertThat(failure("Id,Title,Blocked by\n1,One,\n2,Two,\"1; 7\"\n"))
                .isEqualTo("t.csv:3:7: \"7\" under \"Blocked by\" is the id or title of no card");
        assertThat(failure("Id,Title,Related to\n1,Same,\n2,Same,\n3,Three,same\n"))
                .isEqualTo("t.csv:4:9: 2 cards are called \"same\"; name the one that is meant by its id");
    }

    @Test
    void estimatesAreNumbers_FMT_ERR_7() {
        assertThat(failure("Title,Estimate\nOne,M\n"))
                .isEqualTo(
                        "t.csv:2:5: an estimate is a number, not \"M\"; under another header the column is kept as it is");
        assertThat(failure("Title,Estimate\nOne,-1\n")).contains("an estimate is a number");
    }

    @Test
    void datesAreDates_FMT_ERR_7() {
        assertThat(failure("Title,Due\nOne,soon\n"))
                .isEqualTo("t.csv:2:5: \"soon\" is no date; write it as 2026-11-30");
        assertThat(failure("Title,Due\nOne,1/2/2026\n"))
                .isEqualTo(
                        "t.csv:2:5: \"1/2/2026\" may be day or month first, and no date of this column tells; write it as"
                                + " 2026-11-30");
    }

    @Test
    void positionsAreNumbers_FMT_ERR_7() {
        assertThat(failure("Title,X,Y\nOne,a,1\n")).isEqualTo("t.csv:2:5: a position is a number, not \"a\"");
        assertThat(failure("Title,X,Y\nOne,1,\n")).isEqualTo("t.csv:2:7: a position is a number, not \"\"");
    }

    @Test
    void namesAreNotEndless_FMT_ERR_3() {
        assertThat(failure("Title,Labels\nOne," + "x".repeat(201) + "\n"))
                .isEqualTo("t.csv:2:5: this cell has 201 characters, and at most 200 are read here");
        assertThat(failure("Title\n" + "x".repeat(1_001) + "\n"))
                .isEqualTo("t.csv:2:1: this cell has 1001 characters, and at most 1000 are read here");
    }

    @Test
    void aBadDocumentIsNamedAndNothingIsImported_FMT_ERR_5() {
        vault.with("a.md", "---\ntitle: x\ntitle: y\n---\n");
        assertThat(failure("Title,Document\nOne,a.md\n")).isEqualTo("a.md:3: the key \"title\" stands here twice");
        assertThat(workspace.board().exists()).isFalse();
    }

    private String failure(String table) {
        return CsvImport.plan(workspace.context(vault), workspace.target(), "t.csv", TestWorkspace.utf8(table))
                        instanceof ImportFailed failed
                ? failed.toString()
                : "no failure";
    }
}
