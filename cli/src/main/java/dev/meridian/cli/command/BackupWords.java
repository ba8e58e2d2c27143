package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.store.BackupException;
import dev.meridian.server.store.Backups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the commands about backups have in common. */
final class BackupWords {
    private static final long KIB = 1 << 10;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private BackupWords() {}

    /** A directory of backups. */
    static Backups open(Run run, Path typed) throws BackupException {
        Path directory = run.path(typed);
        if (!Files.exists(directory)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, directory + ": there is no such directory");
        }
        return Backups.in(directory, nativeDir(directory));
    }

    /** Where RocksDB's library lies, as a relay has it. */
    static Path nativeDir(Path data) {
        return RelaySettings.of(data, new Listen("127.0.0.1", 0)).store().nativeDir();
    }

    static Json.Fields json(Backups.Backup backup) {
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
