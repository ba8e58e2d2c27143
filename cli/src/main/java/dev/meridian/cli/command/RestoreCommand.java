package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian restore}. */
@Command(
        name = "restore",
        header = "Put a relay's backup back as a data directory.",
        description = {
            "Nothing is written over data that is there. Start the relay on it with the key file it had before.",
            "What clients were told after the backup they give back by themselves when they connect."
        })
final class RestoreCommand implements Leaf {

    @Parameters(paramLabel = "DIR", description = "The relay's directory of backups.")
    private Path directory = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data directory to make; must be missing or empty.")
    private Path data = Path.of("");

    @Option(names = "--number", paramLabel = "N", description = "Which backup (default: the newest).")
    private Optional<Integer> number = Optional.empty();

    @Override
    public Answer answer(Run run) throws BackupException {
        Path target = run.path(data);
        Backup restored = BackupWords.open(run, directory).restore(number, target);
        return Answer.ok(BackupWords.json(restored).put("data", target.toString()), page -> {
            page.line("backup %d of %s is in %s".formatted(restored.number(), restored.made(), target));
            page.line("start it with its own key: meridian relay --data %s --key FILE".formatted(target));
        });
    }
}
