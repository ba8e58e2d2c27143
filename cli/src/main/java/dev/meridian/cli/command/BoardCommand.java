package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian board}. */
@Command(
        name = "board",
        header = "List, show, make and rename boards.",
        subcommands = {BoardList.class, BoardShow.class, BoardCreate.class, BoardRename.class})
final class BoardCommand {}
