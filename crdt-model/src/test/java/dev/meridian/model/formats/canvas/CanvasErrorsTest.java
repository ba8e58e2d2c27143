package dev.meridian.model.formats.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.Vault;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bad canvas gives one sentence with its place. */
class CanvasErrorsTest {

    private static final String NODE = "\"type\":\"text\",\"text\":\"x\",\"x\":0,\"y\":0,\"width\":9,\"height\":9";

    @Test
    void idsComeOnce_FMT_ERR_6() {
        assertThat(failure("{\"nodes\":[\n{\"id\":\"a\"," + NODE + "},\n{" + NODE + ",\"id\":\"a\"}]}"))
                .isEqualTo("f.canvas:3:65: the node \"a\" is there already, on line 2");
        assertThat(
                        failure(
                                "{\"nodes\":[{\"id\":\"a\"," + NODE + "}],\n\"edges\":[\n"
                                        + "{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"a\"},\n{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"a\"}]}"))
                .isEqualTo("f.canvas:4:7: the edge \"e\" is there already, on line 3");
    }

    @Test
    void edgesLeadToNodes_FMT_ERR_6() {
        assertThat(failure("{\"nodes\":[{\"id\":\"a\"," + NODE + "}],\n\"edges\":[\n"
                        + "{\"id\":\"e\",\"fromNode\":\"a\",\n\"toNode\":\"b\"}]}"))
                .isEqualTo("f.canvas:4:10: edge \"e\": \"toNode\" names \"b\", and there is no such node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|1:1: a canvas is an object with \"nodes\" and \"edges\", not an array",
                "{\"nodes\":{}}|1:10: \"nodes\" is an array, not an object",
                "{\"nodes\":[7]}|1:11: a node is an object, not a number",
                "{\"nodes\":[{}]}|1:11: a node of this canvas has no \"id\"",
                "{\"nodes\":[{\"id\":7}]}|1:17: a node of this canvas: \"id\" is a string, not a number",
                "{\"nodes\":[{\"id\":\"\"}]}|1:17: the id of a node has 1 to 1000 characters",
                "{\"nodes\":[{\"id\":\"a\"}]}|1:11: node \"a\" has no \"type\"",
                "{\"nodes\":[{\"id\":\"a\",\"type\":\"text\",\"x\":0,\"y\":0,\"width\":1}]}|1:11: node \"a\" has no \"height\"",
                "{\"nodes\":[{\"id\":\"a\",\"type\":\"text\",\"x\":\"0\"}]}|1:39: node \"a\": \"x\" is a number, not a string",
                "{\"nodes\":[{\"id\":\"a\",\"type\":\"text\",\"x\":1e99}]}|1:39: node \"a\": \"x\" lies outside -1000000000 to 1000000000",
                "{\"edges\":[{\"id\":\"e\"}]}|1:11: edge \"e\" has no \"fromNode\"",
                "{\"edges\":[true]}|1:11: an edge is an object, not true or false",
            })
    void keysAreThereAndOfTheirType_FMT_ERR_6(String canvas, String failure) {
        assertThat(failure(canvas)).isEqualTo("f.canvas:" + failure);
    }

    @Test
    void eachTypeOfNodeHasItsKey_FMT_ERR_6() {
        String rest = ",\"x\":0,\"y\":0,\"width\":9,\"height\":9}]}";
        assertThat(failure("{\"nodes\":[{\"id\":\"a\",\"type\":\"text\"" + rest))
                .endsWith("node \"a\" has no \"text\"");
        assertThat(failure("{\"nodes\":[{\"id\":\"a\",\"type\":\"file\"" + rest))
                .endsWith("node \"a\" has no \"file\"");
        assertThat(failure("{\"nodes\":[{\"id\":\"a\",\"type\":\"link\"" + rest))
                .endsWith("node \"a\" has no \"url\"");
        assertThat(failure("{\"nodes\":[{\"id\":\"a\",\"type\":\"group\",\"label\":[]" + rest))
                .endsWith("node \"a\": \"label\" is a string, not an array");
    }

    @Test
    void endsAreNoneOrArrow_FMT_ERR_6() {
        assertThat(failure("{\"nodes\":[{\"id\":\"a\"," + NODE + "}],\n\"edges\":[{\"id\":\"e\",\"fromNode\":\"a\","
                        + "\"toNode\":\"a\",\"toEnd\":\"diamond\"}]}"))
                .isEqualTo("f.canvas:2:56: edge \"e\": \"toEnd\" is \"none\" or \"arrow\", not \"diamond\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|node \"a\": \"meridian\" is an object, not a number",
                "{\"owners\":\"x\"}|node \"a\": \"owners\" of \"meridian\" cannot be \"x\"",
                "{\"owners\":[7]}|node \"a\": \"owners\" of \"meridian\" cannot be [7]",
                "{\"title\":\"x\\u0007\"}|node \"a\": \"title\" of \"meridian\" cannot be \"x\\u0007\"",
                "{\"estimate\":-1}|node \"a\": \"estimate\" of \"meridian\" cannot be -1",
                "{\"targetDate\":\"soon\"}|node \"a\": \"targetDate\" of \"meridian\" cannot be \"soon\"",
                "{\"pinned\":null}|node \"a\": \"pinned\" of \"meridian\" cannot be null",
                "{\"group\":\"g\"}|node \"a\": there is no group \"g\" in this canvas",
            })
    void ourOwnObjectIsCheckedToo_FMT_ERR_6(String ours, String failure) {
        assertThat(failure("{\"nodes\":[\n{\"id\":\"a\"," + NODE + ",\"meridian\":" + ours + "}]}"))
                .startsWith("f.canvas:2:")
                .endsWith(failure);
    }

    @Test
    void limitsAreNamed_FMT_ERR_3() {
        FormatLimits small = new FormatLimits(100_000, 8, 2, 2, 10, 1_000, 20, 10, 80);
        String node = NODE + "}";
        assertThat(failure(
                        "{\"nodes\":[{\"id\":\"a\"," + node + ",{\"id\":\"b\"," + node + ",{\"id\":\"c\"," + node
                                + "]}",
                        small))
                .isEqualTo("f.canvas:1:1: 3 nodes and edges, and at most 2 are read");
        assertThat(failure("{\"nodes\":[\n{\"id\":\"a\"," + NODE + ",\"more\":\"" + "m".repeat(100) + "\"}]}", small))
                .startsWith("f.canvas:2:1: node \"a\" has keys of ")
                .endsWith("and at most 80 are kept");
        assertThat(failure("{\"more\":\"" + "m".repeat(100) + "\"}", small))
                .startsWith("f.canvas:1:1: the canvas has keys of ");
    }

    private static String failure(String canvas) {
        return failure(canvas, FormatLimits.DEFAULT);
    }

    private static String failure(String canvas, FormatLimits limits) {
        try (TestWorkspace workspace = new TestWorkspace()) {
            ImportContext context = new ImportContext(
                    workspace.team(),
                    workspace::document,
                    Vault.NONE,
                    new Random(1),
                    limits,
                    ImportContext.OnConflict.KEEP_OURS,
                    Set.of());
            return CanvasImport.plan(context, workspace.target(), "f.canvas", TestWorkspace.utf8(canvas))
                            instanceof ImportFailed failed
                    ? failed.toString()
                    : "no failure";
        }
    }
}
