package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian cycle}. */
@Command(
        name = "cycle",
        header = "See and set the team's rhythm: weekly update, fortnightly review, quarterly planning.",
        subcommands = {CycleList.class, CycleSet.class})
final class CycleCommand {}
