package dev.meridian.cli.files;

import dev.meridian.model.board.Board;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.canvas.CanvasExport;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.csv.CsvExport;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.formats.markdown.MarkdownExport;
import dev.meridian.model.formats.svg.SvgExport;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workspace as files: boards as canvases and tables, documents as Markdown, everything as one JSON file. */
public final class Exporter {

    /** The name of the JSON file. */
    public static final String JSON_FILE = "workspace.json";

    /** What can be written. */
    public enum Format {
        /** Every board as a JSON Canvas. */
        CANVAS,
        /** Every board as a table. */
        CSV,
        /** Every document as Markdown. */
        MD,
        /** Every board as a picture. */
        SVG,
        /** All of the workspace as canonical JSON. */
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final WorkspaceState state;
    private final OutputFiles files = new OutputFiles();

    private Exporter(WorkspaceState state) {
        this.state = state;
    }

    public static OutputFiles files(WorkspaceState state, Set<Format> formats) {
        Exporter exporter = new Exporter(state);
        if (formats.contains(Format.JSON)) {
            exporter.files.put(JSON_FILE, WorkspaceJson.of(state));
        }
        if (formats.contains(Format.MD)) {
            MarkdownExport.write(state.team(), state.documents(), state.boards())
                    .forEach(exporter.files::put);
        }
        for (BoardEntry entry : state.boardsInOrder()) {
            Optional.ofNullable(state.boards().get(entry.id()))
                    .filter(Board::exists)
                    .ifPresent(board -> exporter.put(entry, board, formats));
        }
        return exporter.files;
    }

    private void put(BoardEntry entry, Board board, Set<Format> formats) {
        if (formats.contains(Format.CANVAS)) {
            files.put(path(entry, CanvasImport.KIND, ".canvas"), CanvasExport.write(state.team(), entry.id(), board));
        }
        if (formats.contains(Format.SVG)) {
            files.put(
                    files.freePath("", entry.title(), ".svg"),
                    SvgExport.write(state.team(), entry.id(), board, Map.of()));
        }
        if (formats.contains(Format.CSV)) {
            files.put(path(entry, CsvImport.KIND, ".csv"), CsvExport.write(state.team(), entry.id(), board));
        }
    }

    // Where it came from, so that relative paths in it lead to the same documents; otherwise its title.
    private String path(BoardEntry entry, String kind, String ending) {
        return entry.meta()
                .source()
                .filter(source -> source.kind().equals(kind))
                .flatMap(source -> Paths.resolve("", source.id()))
                .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(ending) && !files.has(path))
                .orElseGet(() -> files.freePath("", entry.title(), ending));
    }
}
