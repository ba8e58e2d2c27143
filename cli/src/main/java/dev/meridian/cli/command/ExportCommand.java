package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.files.Exporter;
import dev.meridian.cli.files.Exporter.Format;
import dev.meridian.cli.files.OutputFiles;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian export}. */
@Command(
        name = "export",
        header = "Write the workspace as files that other programs read.",
        description = {
            "canvas: every board as JSON Canvas; csv: every board as a table; md: every document as Markdown;",
            "json: everything in workspace.json, the same bytes in every home that holds the same;",
            "svg: every board as a picture; ics: target dates, deadlines of decisions and cycles in calendar.ics;",
            "madr: documents that carry a decision, with where it stands; archive: all of this in archive.zip,",
            "for keeping, and for import elsewhere.",
            "Files that are there with other content are replaced only with --replace."
        })
final class ExportCommand implements Leaf {

    @Parameters(paramLabel = "DIR", description = "Directory to write to; made where it is missing.")
    private Path directory = Path.of("");

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            split = ",",
            description = "${COMPLETION-CANDIDATES}; several with commas (default: canvas,csv,md,json).")
    private List<Format> formats = List.of();

    @Option(names = "--replace", description = "Write over files that are there.")
    private boolean replace;

    @Override
    public Answer answer(Run run) throws IOException {
        Path place = run.path(directory);
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new CommandFailed(ExitCode.CANNOT_CREATE, place + ": is not a directory");
        }
        Set<Format> wanted = formats.isEmpty() ? Exporter.USUAL : EnumSet.copyOf(formats);
        OutputFiles files = run.inWorkspace(workspace -> {
            try (Progress progress = run.progress()) {
                progress.at("collecting", 0, 0);
                return Exporter.files(workspace, wanted);
            }
        });
        int written = files.writeTo(place, replace);
        return Answer.ok(
                Json.object()
                        .put("directory", place.toString())
                        .put("written", written)
                        .put("files", files.paths()),
                page -> page.line(
                        written == 0
                                ? "nothing to write: "
                                        + BoardView.count(files.paths().size(), "file") + " in " + place
                                        + " are up to date"
                                : "wrote " + BoardView.count(written, "file") + " to " + place));
    }
}
