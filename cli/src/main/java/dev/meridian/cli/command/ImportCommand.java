package dev.meridian.cli.command;

import dev.meridian.cli.files.ImportFile;
import dev.meridian.cli.files.Importer;
import dev.meridian.cli.files.Importer.Imported;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.client.Workspace;
import dev.meridian.model.formats.ImportContext.OnConflict;
import dev.meridian.model.formats.ImportSummary;
import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.csv.Dialect;
import dev.meridian.model.id.BoardId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian import}. */
@Command(
        name = "import",
        header = "Import canvases, tables, directories of Markdown, and archives.",
        description = {
            "FILE is a JSON Canvas (.canvas), a table with a header (.csv, .tsv), a directory of Markdown files, or an archive (.zip).",
            "Tables may be exports of Linear, Jira, GitLab or GitHub Projects. An archive is restored into an empty workspace.",
            "All or nothing: a bad file gets one line with file, line and reason, and changes nothing.",
            "Importing the newer version of a file again updates what changed in it, and keeps what was changed here."
        })
final class ImportCommand implements Leaf {

    private static final int WARNINGS_SHOWN_MAX = 20;
    private static final int ID_DIGITS_MIN = 4;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to import.")
    private List<Path> files = List.of();

    @Option(
            names = {"-b", "--board"},
            paramLabel = "BOARD",
            description =
                    "Board for the cards, made where there is none of this title (default: the one of the last import, or a new one named after the file).")
    private Optional<String> board = Optional.empty();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--take-theirs",
            description =
                    "Where a field was changed here and in the file since the last import, the file's value stands.")
    private boolean takeTheirs;

    @Option(
            names = "--dialect",
            paramLabel = "TRACKER",
            description = "Whose table it is: ${COMPLETION-CANDIDATES} (default: its headers tell).")
    private Optional<Dialect> dialect = Optional.empty();

    @Override
    public Answer answer(Run run) throws IOException {
        List<ImportFile> read = new ArrayList<>();
        for (Path file : files) {
            read.add(ImportFile.read(run.path(file)));
        }
        return run.inWorkspace(workspace -> bringIn(run, workspace, read));
    }

    private Answer bringIn(Run run, Workspace workspace, List<ImportFile> read) {
        Importer importer = new Importer(workspace, wishes(workspace));
        List<Imported> done;
        try (Progress progress = run.progress()) {
            progress.at(dryRun ? "reading" : "importing", 0, 0);
            done = dryRun ? importer.look(read) : importer.importAll(read);
        }
        Json json = Json.object().put("dryRun", dryRun).put("files", Json.array(done, ImportCommand::json));
        return Answer.ok(json, page -> print(run, page, done));
    }

    private Importer.Wishes wishes(Workspace workspace) {
        OnConflict onConflict = takeTheirs ? OnConflict.TAKE_THEIRS : OnConflict.KEEP_OURS;
        Optional<BoardId> there = board.flatMap(name -> existing(workspace, name));
        return new Importer.Wishes(there, there.isPresent() ? Optional.empty() : board, onConflict, dialect);
    }

    // By its whole title or its id: part of another board's title must not catch cards that are meant for a new one.
    private static Optional<BoardId> existing(Workspace workspace, String name) {
        boolean there = workspace.boards().stream()
                .anyMatch(entry -> entry.title().strip().equalsIgnoreCase(name.strip())
                        || (name.length() >= ID_DIGITS_MIN && entry.id().hex().startsWith(name)));
        return there ? Optional.of(new Names(workspace).board(Optional.of(name)).id()) : Optional.empty();
    }

    private static Json json(Imported imported) {
        ImportSummary summary = imported.plan().summary();
        return Json.object()
                .put("file", imported.file().path().toString())
                .put("kind", imported.file().kind().word())
                .put("changed", !imported.plan().isEmpty())
                .put("cardsAdded", summary.cardsAdded())
                .put("cardsChanged", summary.cardsChanged())
                .put("groupsAdded", summary.groupsAdded())
                .put("groupsChanged", summary.groupsChanged())
                .put("arrowsAdded", summary.dependenciesAdded())
                .put("arrowsChanged", summary.dependenciesChanged())
                .put("arrowsRemoved", summary.dependenciesRemoved())
                .put("documentsAdded", summary.documentsAdded())
                .put("documentsChanged", summary.documentsChanged())
                .put("decisionsDrafted", summary.decisionsDrafted())
                .put("boards", imported.plan().boards().keySet())
                .put(
                        "warnings",
                        imported.plan().warnings().stream()
                                .map(ImportWarning::toString)
                                .toList());
    }

    private void print(Run run, Page page, List<Imported> done) {
        for (Imported imported : done) {
            String what = imported.plan().isEmpty()
                    ? "nothing new"
                    : (dryRun ? "would bring " : "") + words(imported.plan().summary());
            page.line(Span.of(imported.file().path().getFileName() + ": ", Style.BOLD), Span.of(what));
            List<ImportWarning> warnings = imported.plan().warnings();
            warnings.stream().limit(WARNINGS_SHOWN_MAX).forEach(warning -> run.warn(warning.toString()));
            if (warnings.size() > WARNINGS_SHOWN_MAX) {
                run.warn("... and " + (warnings.size() - WARNINGS_SHOWN_MAX) + " more; --json lists all");
            }
        }
    }

    private static String words(ImportSummary summary) {
        List<String> words = new ArrayList<>();
        add(words, summary.cardsAdded(), "new card");
        add(words, summary.cardsChanged(), "changed card");
        add(words, summary.groupsAdded(), "new group");
        add(words, summary.groupsChanged(), "changed group");
        add(words, summary.dependenciesAdded(), "new arrow");
        add(words, summary.dependenciesChanged(), "changed arrow");
        add(words, summary.dependenciesRemoved(), "removed arrow");
        add(words, summary.documentsAdded(), "new document");
        add(words, summary.documentsChanged(), "changed document");
        add(words, summary.decisionsDrafted(), "draft of a decision", "drafts of decisions");
        return words.isEmpty() ? "what the file itself says of the board" : String.join(", ", words);
    }

    private static void add(List<String> words, int number, String one, String several) {
        if (number > 0) {
            words.add(number == 1 ? "1 " + one : number + " " + several);
        }
    }

    private static void add(List<String> words, int number, String noun) {
        if (number > 0) {
            words.add(BoardView.count(number, noun));
        }
    }
}
