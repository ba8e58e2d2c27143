package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.files.ArchiveShelf;
import dev.meridian.cli.files.Exporter;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian archive}. */
@Command(
        name = "archive",
        header = "Keep an archive of everything, one a day: for cron or a timer.",
        description = {
            "Writes archive-YYYY-MM-DD.zip into DIR, whole or not at all, and removes the oldest of such files beyond --keep.",
            "Where nothing has changed since the last one, nothing is written. Sync before, to have what others did.",
            "For example, every night: meridian sync && meridian archive /srv/atlas --keep 30"
        })
final class ArchiveCommand implements Leaf {

    @Parameters(paramLabel = "DIR", description = "Directory of the archives; made where it is missing.")
    private Path directory = Path.of("");

    @Option(
            names = "--keep",
            paramLabel = "N",
            converter = Conversions.ToCount.class,
            description = "How many archives stay (default: all).")
    private Optional<Integer> keep = Optional.empty();

    @Override
    public Answer answer(Run run) throws IOException {
        Path place = run.path(directory);
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new CommandFailed(ExitCode.CANNOT_CREATE, place + ": is not a directory");
        }
        byte[] archive = run.inWorkspace(workspace -> {
            try (Progress progress = run.progress()) {
                progress.at("collecting", 0, 0);
                return Exporter.archive(workspace);
            }
        });
        ArchiveShelf shelf = new ArchiveShelf(place);
        LocalDate today = LocalDate.ofInstant(run.surroundings().clock().instant(), run.zone());
        Optional<String> same = shelf.lastIfEqual(archive);
        String file = same.isPresent() ? same.get() : shelf.put(today, archive);
        List<String> removed = keep.isPresent() ? shelf.keepNewest(keep.get()) : List.of();
        return Answer.ok(
                Json.object()
                        .put("directory", place.toString())
                        .put("file", file)
                        .put("written", same.isEmpty())
                        .put("removed", removed),
                page -> {
                    page.line(same.isPresent() ? "nothing has changed since " + file : "wrote " + place.resolve(file));
                    if (!removed.isEmpty()) {
                        page.line("removed " + String.join(", ", removed));
                    }
                });
    }
}
