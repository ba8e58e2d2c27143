package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian meeting}. */
@Command(
        name = "meeting",
        header = "Keep account of who met outside of their working hours.",
        subcommands = {MeetingHeld.class, MeetingForget.class, MeetingList.class})
final class MeetingCommand {}
