package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayBackups;
import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the commands about backups have in common. */
final class BackupWords {
    private static final long KIB = 1 << 10;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private BackupWords() {}

    /** A directory of backups. */
    static RelayBackups open(Run run, Path typed) throws BackupException {
        Path directory = run.path(typed);
        if (!Files.exists(directory)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, directory + ": there is no such directory");
        }
        return RelayBackups.in(directory);
    }

    static Json.Fields json(Backup backup) {
        return Json.object()
                .put("backup", backup.number())
                .put("made", backup.made().toString())
                .put("bytes", backup.bytes())
                .put("files", backup.files());
    }

    /** 1536 is 1.5 KiB. */
    static String size(long bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= KIB && unit < UNITS.length - 1) {
            left /= KIB;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", left, UNITS[unit]);
    }
}
