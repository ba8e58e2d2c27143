package dev.meridian.cli.command;

import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayBackups;
import dev.meridian.server.backup.AuditReport;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.backup.VerifiedBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian backup verify}. */
@Command(
        name = "verify",
        header = "Read a backup from end to end and compute its logs' chains again.",
        description =
                "Restores it to a scratch directory first, which takes as much room as the data, and deletes that.")
final class BackupVerify implements Leaf {

    @Parameters(paramLabel = "DIR", description = "The relay's directory of backups.")
    private Path directory = Path.of("");

    @Option(names = "--number", paramLabel = "N", description = "Which backup (default: the newest).")
    private Optional<Integer> number = Optional.empty();

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where there is room to read it (default: the system's temporary directory).")
    private Optional<Path> scratch = Optional.empty();

    @Override
    public Answer answer(Run run) throws BackupException, IOException {
        RelayBackups backups = BackupWords.open(run, directory);
        Path room = scratch.map(run::path).isPresent()
                ? Files.createTempDirectory(run.path(scratch.get()), "meridian-verify-")
                : Files.createTempDirectory("meridian-verify-");
        VerifiedBackup verified = backups.verify(number, room);
        AuditReport report = verified.report();
        Json json = BackupWords.json(verified.backup())
                .put("sound", report.isSound())
                .put("workspaces", report.workspaces())
                .put("entries", report.entries())
                .put("pruned", report.pruned())
                .put("findings", report.findings());
        return report.isSound()
                ? Answer.ok(json, page -> print(page, verified))
                : Answer.of(ExitCode.REFUSED, json, page -> print(page, verified));
    }

    private static void print(Page page, VerifiedBackup verified) {
        AuditReport report = verified.report();
        page.line("backup %d of %s: %d workspaces, %d entries, %s"
                .formatted(
                        verified.backup().number(),
                        verified.backup().made(),
                        report.workspaces(),
                        report.entries(),
                        BackupWords.size(report.bytes())));
        if (report.pruned() > 0) {
            page.line("%d of the entries were pruned: checked snapshots hold what was in them"
                    .formatted(report.pruned()));
        }
        if (report.isSound()) {
            page.line(Span.of("every entry is of its item, every chain holds, every item is found again", Style.GREEN));
        }
        report.findings().forEach(finding -> page.line(Span.of(finding, Style.RED)));
    }
}
