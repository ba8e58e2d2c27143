package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian blocker}. */
@Command(
        name = "blocker",
        header = "Say what holds work up, and that it does not any more.",
        subcommands = {BlockerAdd.class, BlockerClear.class, BlockerList.class})
final class BlockerCommand {}
