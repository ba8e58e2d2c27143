package dev.meridian.cli.files;

import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.archive.ArchiveExport;
import dev.meridian.model.formats.archive.ArchivedDecisions;
import dev.meridian.model.formats.archive.DecisionHistory;
import dev.meridian.model.formats.canvas.CanvasExport;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.csv.CsvExport;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.formats.ics.IcsDeadline;
import dev.meridian.model.formats.ics.IcsExport;
import dev.meridian.model.formats.madr.DecidedRecord;
import dev.meridian.model.formats.markdown.MarkdownExport;
import dev.meridian.model.formats.merge.DocumentPaths;
import dev.meridian.model.formats.svg.SvgExport;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.workspace.WorkspaceJson;
import dev.meridian.model.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A workspace as files: boards as canvases, tables and pictures, documents as Markdown, dates as a calendar, everything as JSON or as an archive. */
public final class Exporter {

    /** The name of the JSON file. */
    public static final String JSON_FILE = "workspace.json";

    /** The name of the calendar. */
    public static final String CALENDAR_FILE = "calendar.ics";

    /** The name of the archive. */
    public static final String ARCHIVE_FILE = "archive.zip";

    /** What is written where nothing is asked for: what can be edited and brought back. */
    public static final Set<Format> USUAL =
            Collections.unmodifiableSet(EnumSet.of(Format.CANVAS, Format.CSV, Format.MD, Format.JSON));

    /** What can be written. */
    public enum Format {
        /** Every board as a JSON Canvas. */
        CANVAS,
        /** Every board as a table. */
        CSV,
        /** Every document as Markdown. */
        MD,
        /** Target dates, deadlines and cycles as one calendar. */
        ICS,
        /** Every board as a picture. */
        SVG,
        /** Documents that carry a decision, with where it stands, and those that are decision records. */
        MADR,
        /** All of the workspace as canonical JSON. */
        JSON,
        /** Everything in one ZIP. */
        ARCHIVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the documents do not tell.
     *
     * @param workspace its id in hex
     * @param revision the position of the log
     * @param decisions all in which something was said
     */
    public record Facts(String workspace, long revision, SortedMap<DocumentId, DecisionHistory> decisions) {
        public Facts {
            decisions = Collections.unmodifiableSortedMap(new TreeMap<>(decisions));
        }
    }

    private final WorkspaceState state;
    private final Facts facts;
    private final OutputFiles files = new OutputFiles();

    private Exporter(WorkspaceState state, Facts facts) {
        this.state = state;
        this.facts = facts;
    }

    /** The workspace as it stands here. */
    public static OutputFiles files(Workspace workspace, Set<Format> formats) {
        return files(WholeWorkspace.of(workspace), formats, facts(workspace));
    }

    /** All of it, as one file. */
    public static byte[] archive(Workspace workspace) {
        return archive(WholeWorkspace.of(workspace), facts(workspace));
    }

    private static Facts facts(Workspace workspace) {
        SortedMap<DocumentId, DecisionHistory> decisions = new TreeMap<>();
        workspace
                .decisions()
                .forEach((id, decision) -> decisions.put(
                        id, new DecisionHistory(decision, workspace.decision(id).statements())));
        return new Facts(workspace.id().hex(), workspace.status().position(), decisions);
    }

    private static byte[] archive(WorkspaceState state, Facts facts) {
        return ArchiveExport.write(
                facts.workspace(),
                state,
                TimeZones.installed(),
                new Exporter(state, facts).deadlines(),
                facts.revision(),
                ArchivedDecisions.files(state.team(), facts.decisions()));
    }

    public static OutputFiles files(WorkspaceState state, Set<Format> formats, Facts facts) {
        Exporter exporter = new Exporter(state, facts);
        TimeZones zones = TimeZones.installed();
        List<IcsDeadline> deadlines = exporter.deadlines();
        if (formats.contains(Format.ARCHIVE)) {
            exporter.files.put(ARCHIVE_FILE, archive(state, facts));
        }
        if (formats.contains(Format.ICS)) {
            exporter.files.put(
                    CALENDAR_FILE, IcsExport.write(facts.workspace(), state, zones, deadlines, facts.revision()));
        }
        if (formats.contains(Format.JSON)) {
            exporter.files.put(JSON_FILE, WorkspaceJson.of(state));
        }
        exporter.documents(formats);
        for (BoardEntry entry : state.boardsInOrder()) {
            Optional.ofNullable(state.boards().get(entry.id()))
                    .filter(Board::exists)
                    .ifPresent(board -> exporter.put(entry, board, formats));
        }
        return exporter.files;
    }

    private List<IcsDeadline> deadlines() {
        return facts.decisions().entrySet().stream()
                .flatMap(each ->
                        IcsDeadline.of(each.getKey(), each.getValue().decision(), state.team(), facts.revision())
                                .stream())
                .toList();
    }

    /** Records of decisions stand in place of the plain files of their documents where both are asked for. */
    private void documents(Set<Format> formats) {
        if (!formats.contains(Format.MD) && !formats.contains(Format.MADR)) {
            return;
        }
        Map<String, byte[]> plain = MarkdownExport.write(state.team(), state.documents(), state.boards());
        if (formats.contains(Format.MD)) {
            plain.forEach(files::put);
        }
        if (formats.contains(Format.MADR)) {
            DocumentPaths paths = new DocumentPaths(state.team());
            DecidedRecord records = new DecidedRecord(state.team());
            state.documents()
                    .forEach((id, document) -> Optional.ofNullable(plain.get(paths.path(id)))
                            .ifPresent(bytes -> {
                                String markdown = new String(bytes, StandardCharsets.UTF_8);
                                Optional<Decision> decision = Optional.ofNullable(
                                                facts.decisions().get(id))
                                        .map(DecisionHistory::decision);
                                if (DecidedRecord.is(markdown, document, decision)) {
                                    String record = records.write(markdown, document, decision);
                                    files.put(paths.path(id), record.getBytes(StandardCharsets.UTF_8));
                                }
                            }));
        }
    }

    private void put(BoardEntry entry, Board board, Set<Format> formats) {
        if (formats.contains(Format.CANVAS)) {
            files.put(path(entry, CanvasImport.KIND, ".canvas"), CanvasExport.write(state.team(), entry.id(), board));
        }
        if (formats.contains(Format.SVG)) {
            files.put(files.freePath("", entry.title(), ".svg"), SvgExport.write(state.team(), entry.id(), board));
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
