package dev.meridian.model.formats.archive;

import dev.meridian.model.board.Board;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.document.Document;
import dev.meridian.model.formats.canvas.CanvasExport;
import dev.meridian.model.formats.csv.CsvExport;
import dev.meridian.model.formats.ics.IcsDeadline;
import dev.meridian.model.formats.ics.IcsExport;
import dev.meridian.model.formats.markdown.MarkdownExport;
import dev.meridian.model.formats.merge.DocumentPaths;
import dev.meridian.model.formats.svg.SvgExport;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.workspace.DiscussionJson;
import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.model.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes everything that a workspace holds: the same bytes for the same state. */
public final class ArchiveExport {

    /** What kind of file it is, and its version. */
    public static final String FORMAT = "meridian-archive/1";

    static final String MANIFEST = "manifest.json";
    static final String WORKSPACE = "workspace.json";

    private static final String README = """
            This is everything that a Meridian workspace held at one moment.

            boards/       each board as a canvas (jsoncanvas.org), a table and a picture
            documents/    each document as Markdown
            discussions/  what was said about cards and documents, as Markdown and JSON
            decisions/    what was said in decisions and what came of it, as Markdown and, with certificates, as JSON
            calendar.ics  target dates, deadlines and the team's cycles
            workspace.json  all of it, with ids; "meridian import" of this archive into an empty workspace brings it back from there.
                          What was said in decisions comes back as documents to read: statements are signed for the workspace
                          that they were made in
            manifest.json   what is in this archive, with SHA-256 sums
            """;

    private final WorkspaceState state;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private ArchiveExport(WorkspaceState state) {
        this.state = state;
    }

    /**
     * @param workspace its id in hex
     * @param deadlines of decisions
     * @param revision as {@link IcsExport#write} has it
     * @param more files that the caller adds, by path
     */
    public static byte[] write(
            String workspace,
            WorkspaceState state,
            TimeZones zones,
            List<IcsDeadline> deadlines,
            long revision,
            Map<String, byte[]> more) {
        ArchiveExport archive = new ArchiveExport(state);
        archive.files.putAll(more);
        archive.files.put("calendar.ics", IcsExport.write(workspace, state, zones, deadlines, revision));
        archive.collect();
        return ZipFiles.write(archive.files);
    }

    private void collect() {
        files.put("README.txt", utf8(README));
        files.put(WORKSPACE, WorkspaceJson.of(state));
        MarkdownExport.write(state.team(), state.documents(), state.boards())
                .forEach((path, bytes) -> files.put("documents/" + path, bytes));
        DocumentPaths paths = new DocumentPaths(state.team());
        for (DocumentEntry entry : state.documentsByTitle()) {
            Document document = state.documents().getOrDefault(entry.id(), Document.NOT_HERE);
            discussion(
                    paths.path(entry.id()).replaceFirst("\\.(md|markdown)$", ""), entry.title(), document.discussion());
        }
        int number = 1;
        for (BoardEntry entry : state.boardsInOrder()) {
            Board board = state.boards().getOrDefault(entry.id(), Board.NOT_HERE);
            if (board.exists()) {
                board(number++, entry, board);
            }
        }
        files.put(MANIFEST, manifest());
    }

    /** Numbered, so that no two names are the same and none depends on what a disk allows in a title. */
    private void board(int number, BoardEntry entry, Board board) {
        String name = "board-" + number;
        String path = "boards/" + name;
        files.put(path + ".canvas", CanvasExport.write(state.team(), entry.id(), board));
        files.put(path + ".csv", CsvExport.write(state.team(), entry.id(), board));
        files.put(path + ".svg", SvgExport.write(state.team(), entry.id(), board));
        discussion(name, entry.title(), board.discussion());
    }

    private void discussion(String name, String title, Discussion discussion) {
        if (discussion.threads().isEmpty()) {
            return;
        }
        Json threads = Json.array(DiscussionJson.of(discussion));
        files.put("discussions/" + name + ".json", utf8(threads.print() + "\n"));
        files.put("discussions/" + name + ".md", utf8(new DiscussionText(state).write(title, discussion)));
    }

    private byte[] manifest() {
        SortedMap<String, Json> counts = new TreeMap<>();
        counts.put("boards", Json.of((long) state.boards().size()));
        counts.put("documents", Json.of((long) state.documents().size()));
        counts.put("members", Json.of((long) state.team().members().size()));
        counts.put(
                "cards",
                Json.of(state.boards().values().stream()
                        .mapToLong(board -> board.cards().size())
                        .sum()));
        SortedMap<String, Json> manifest = new TreeMap<>();
        manifest.put("format", Json.of(FORMAT));
        manifest.put("name", Json.of(state.team().name()));
        manifest.put("counts", Json.object(counts));
        List<Json> list = new ArrayList<>();
        files.forEach((path, bytes) -> list.add(Json.object(
                Map.of("path", Json.of(path), "bytes", Json.of((long) bytes.length), "sha256", Json.of(sum(bytes))))));
        manifest.put("files", Json.array(list));
        return utf8(Json.object(manifest).print() + "\n");
    }

    static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
