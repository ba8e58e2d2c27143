package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian workspace}. */
@Command(
        name = "workspace",
        aliases = "ws",
        header = "Found, list and show workspaces.",
        subcommands = {WorkspaceCreate.class, WorkspaceList.class, WorkspaceShow.class})
final class WorkspaceCommand {}
