package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian backup ls}. */
@Command(name = "ls", aliases = "list", header = "List the backups in a directory.")
final class BackupList implements Leaf {

    @Parameters(paramLabel = "DIR", description = "The relay's directory of backups.")
    private Path directory = Path.of("");

    @Override
    public Answer answer(Run run) throws BackupException {
        List<Backup> all = BackupWords.open(run, directory).list();
        Table table = new Table("").rightColumn("").column("made").rightColumn("size");
        all.forEach(each -> table.row(
                Span.of(String.valueOf(each.number())),
                Span.of(each.made().toString()),
                Span.of(BackupWords.size(each.bytes()))));
        return Answer.ok(Json.object().put("backups", Json.array(all, BackupWords::json)), page -> {
            if (all.isEmpty()) {
                page.line("no backup yet");
            }
            page.table(table);
        });
    }
}
