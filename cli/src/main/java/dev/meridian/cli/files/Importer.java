package dev.meridian.cli.files;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.client.Plan;
import dev.meridian.client.View;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.formats.BoardTarget;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportContext.OnConflict;
import dev.meridian.model.formats.ImportFailed;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.archive.ArchiveImport;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.formats.csv.Dialect;
import dev.meridian.model.formats.madr.MadrDrafts;
import dev.meridian.model.formats.markdown.MarkdownImport;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.team.BoardEntry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings files into a workspace: each in one transaction, and none of them where one is bad. */
public final class Importer {

    /** What became, or would become, of one file. */
    public record Imported(ImportFile file, ImportPlan plan) {}

    /** @param board where cards go: one that is there, or the title of a new one; by the file's name where none is given; and whose tables they are */
    public record Wishes(
            Optional<BoardId> board, Optional<String> newBoard, OnConflict onConflict, Optional<Dialect> dialect) {}

    private final Workspace workspace;
    private final Wishes wishes;
    private final Set<DocumentId> opened;
    private final SecureRandom random = new SecureRandom();

    public Importer(Workspace workspace, Wishes wishes) {
        this.workspace = workspace;
        this.wishes = wishes;
        this.opened = workspace.decisions().keySet();
    }

    /** What it would do; writes nothing. */
    public List<Imported> look(List<ImportFile> files) {
        return workspace.read(view -> planned(view, files));
    }

    /** Does it. Every file is read and planned before the first is brought in, so that a bad one changes nothing. */
    public List<Imported> importAll(List<ImportFile> files) {
        if (files.size() > 1) {
            look(files);
        }
        List<Imported> done = new ArrayList<>();
        for (ImportFile file : files) {
            workspace.apply(view -> {
                ImportPlan plan = plan(view, file);
                done.add(new Imported(file, plan));
                return new Plan(plan.team(), plan.boards(), plan.documents());
            });
        }
        return done;
    }

    private List<Imported> planned(View view, List<ImportFile> files) {
        return files.stream().map(file -> new Imported(file, plan(view, file))).toList();
    }

    private ImportPlan plan(View view, ImportFile file) {
        ImportContext context = new ImportContext(
                view.team(), view::document, file.vault(), random, FormatLimits.DEFAULT, wishes.onConflict(), opened);
        ImportResult result = switch (file.kind()) {
            case CANVAS -> CanvasImport.plan(context, target(view, file, CanvasImport.KIND), file.name(), file.bytes());
            case TABLE ->
                CsvImport.plan(
                        context, target(view, file, CsvImport.KIND), file.name(), file.bytes(), wishes.dialect());
            case ARCHIVE -> ArchiveImport.plan(context, file.name(), file.bytes());
            case DOCUMENTS -> MarkdownImport.plan(context, file.name(), boards(view), new MadrDrafts());
        };
        return switch (result) {
            case ImportPlan plan -> plan;
            case ImportFailed failed -> throw new CommandFailed(ExitCode.BAD_INPUT, failed.toString());
        };
    }

    private static Map<BoardId, Board> boards(View view) {
        return WholeWorkspace.of(view).boards();
    }

    private BoardTarget target(View view, ImportFile file, String kind) {
        Optional<BoardId> there = wishes.board()
                .or(() -> wishes.newBoard().isPresent()
                        ? Optional.empty()
                        : BoardTarget.earlier(view.team(), kind, file.name()));
        BoardId id = there.orElseGet(() -> new BoardId(Ids.random(random)));
        String title = Optional.ofNullable(view.team().boards().get(id))
                .map(BoardEntry::title)
                .or(wishes::newBoard)
                .orElseGet(file::boardTitle);
        return new BoardTarget(id, title, view.board(id));
    }
}
