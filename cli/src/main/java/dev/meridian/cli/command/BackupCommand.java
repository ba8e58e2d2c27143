package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian backup}. */
@Command(
        name = "backup",
        header = "Back up a relay, see its backups, and verify them.",
        description = {
            "A relay makes backups while it runs, in the directory that it was given with --backups; they share what they have in common.",
            "The relay's key is in none of them: keep a copy of it apart. Put one back with: meridian restore"
        },
        subcommands = {BackupMake.class, BackupList.class, BackupVerify.class})
final class BackupCommand {}
