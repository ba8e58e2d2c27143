package dev.meridian.model.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.MapVault;
import dev.meridian.model.formats.Samples;
import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.model.workspace.WorkspaceState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archives out and in. */
class ArchiveTest {

    private final TestWorkspace workspace = new TestWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @BeforeEach
    void fill() {
        workspace.addMember("Mara");
        MapVault vault = new MapVault()
                .with("notes/plan.md", new String(Samples.read("vault/notes/plan.md"), StandardCharsets.UTF_8));
        workspace.carryOut(CanvasImport.plan(
                workspace.context(vault), workspace.target(), "harbour.canvas", Samples.read("vault/harbour.canvas")));
        workspace.carryOut(CsvImport.plan(
                workspace.context(vault), workspace.target(), "jira.csv", Samples.read("tables/jira.csv")));
        workspace.edit(new TeamIntent.SetCycle(CycleKind.UPDATE, Cycle.parse("1w 2026-11-26 10:00 0 Europe/Zurich")));
        CardId mast = workspace.card("Rig the mast").id();
        ThreadId thread = new ThreadId(workspace.newId());
        CommentId comment = new CommentId(workspace.newId());
        Instant at = Instant.parse("2026-11-20T09:00:00Z");
        workspace.edit(
                new BoardIntent.Discuss(new DiscussionIntent.OpenThread(thread, mast, Optional.empty(), at)),
                new BoardIntent.Discuss(new DiscussionIntent.AddComment(comment, thread, "No rope.", Set.of(), at)),
                new BoardIntent.Discuss(new DiscussionIntent.RaiseBlocker(comment, at)));
        workspace.edit(new BoardIntent.Delete(workspace.card("Mend the sails").id()));
    }

    @Test
    void everythingComesBackWithItsIds_FMT_ARCHIVE_3() {
        try (TestWorkspace other = new TestWorkspace(7)) {
            ImportPlan plan = other.carryOut(plan(other, archive()));
            assertThat(plan.warnings())
                    .extracting(ImportWarning::toString)
                    .containsExactly(
                            "a.zip: 1 comment shows whoever restores as the author: the archive's discussions/ say who wrote what",
                            "a.zip: who changed what, and when, is not in an archive: history begins with this import");
            assertThat(json(other)).isEqualTo(json(workspace));
        }
    }

    @Test
    void theSameStateGivesTheSameBytesAndAllOfItIsReadable_FMT_ARCHIVE_1() throws Exception {
        assertThat(archive()).isEqualTo(archive());
        SortedMap<String, byte[]> files = ZipFiles.read("a.zip", archive(), ZipFiles.BYTES_MAX);
        assertThat(files.keySet())
                .contains(
                        "README.txt",
                        "manifest.json",
                        "workspace.json",
                        "calendar.ics",
                        "boards/board-1.canvas",
                        "boards/board-1.csv",
                        "boards/board-1.svg",
                        "discussions/board-1.md",
                        "discussions/board-1.json",
                        "documents/notes/plan.md");
        assertThat(new String(files.get("discussions/board-1.md"), StandardCharsets.UTF_8))
                .contains("## Rig the mast")
                .contains("No rope.");
    }

    @Test
    void aWorkspaceThatHoldsSomethingIsNotRestoredInto_FMT_ARCHIVE_3() {
        assertThat(failure(workspace, archive()))
                .isEqualTo(
                        "a.zip: an archive is restored into an empty workspace, and this one has boards or documents");
    }

    @Test
    void pathsThatLeadOutAreRefused_FMT_ARCHIVE_4() throws Exception {
        for (String path : List.of("../evil", "/etc/passwd", "a/../../b", "C:\\x", "a\\b")) {
            assertThat(failure(zip(Map.of(path, new byte[] {1})))).contains("may lead out of it");
        }
    }

    @Test
    void whatIsNotAsItWasWrittenIsRefused_FMT_ARCHIVE_4() throws Exception {
        SortedMap<String, byte[]> files = ZipFiles.read("a.zip", archive(), ZipFiles.BYTES_MAX);
        files.put("boards/board-1.csv", new byte[] {1});
        assertThat(failure(ZipFiles.write(files)))
                .isEqualTo("a.zip: \"boards/board-1.csv\" is not as it was written; the archive is damaged");
        files.remove("boards/board-1.csv");
        assertThat(failure(ZipFiles.write(files))).contains("is missing");
        byte[] archive = archive();
        assertThat(failure(java.util.Arrays.copyOf(archive, archive.length / 3)))
                .startsWith("a.zip: ");
        assertThat(failure("no zip".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a.zip: this is no ZIP archive, or nothing is in it");
    }

    @Test
    void whatUnpacksToTooMuchIsRefused_FMT_ARCHIVE_4() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[3 << 20]);
            zip.closeEntry();
        }
        assertThat(bytes.size()).isLessThan(10_000);
        assertThatThrownBy(() -> ZipFiles.read("a.zip", bytes.toByteArray(), 2 << 20))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("unpacks to more than 2 MiB");
    }

    @Test
    void errorsOfTheContentNameLineAndReason_FMT_ARCHIVE_4() throws Exception {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(ArchiveExport.MANIFEST, "{\"format\": \"meridian-archive/1\"}".getBytes(StandardCharsets.UTF_8));
        files.put(
                ArchiveExport.WORKSPACE,
                "{\"team\": {\"name\": \"X\", \"boards\": [\n{\"id\": \"short\"}]}}".getBytes(StandardCharsets.UTF_8));
        assertThat(failure(ZipFiles.write(files)))
                .isEqualTo("a.zip/workspace.json:2:1: \"id\" is an id of 32 hex digits");
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static ImportResult plan(TestWorkspace target, byte[] archive) {
        return ArchiveImport.plan(target.context(new MapVault()), "a.zip", archive);
    }

    private static String failure(byte[] archive) {
        try (TestWorkspace empty = new TestWorkspace(9)) {
            return failure(empty, archive);
        }
    }

    private static String failure(TestWorkspace target, byte[] archive) {
        ImportResult result = plan(target, archive);
        assertThat(result).isInstanceOf(ImportFailed.class);
        return result.toString();
    }

    private byte[] archive() {
        return ArchiveExport.write("a".repeat(32), state(workspace), TimeZones.installed(), List.of(), 3, Map.of());
    }

    private static WorkspaceState state(TestWorkspace of) {
        return new WorkspaceState(of.team(), new TreeMap<>(of.boards()), new TreeMap<>(of.documents()));
    }

    private static String json(TestWorkspace of) {
        // Who wrote a comment is its change's author, and that is whoever restores.
        return new String(WorkspaceJson.of(state(of)), StandardCharsets.UTF_8)
                .replaceAll("\"(author|by)\": \"[0-9a-f]{32}\"", "\"$1\": \"*\"");
    }
}
