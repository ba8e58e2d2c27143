package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian workspace}. */
@Command(
        name = "workspace",
        aliases = "ws",
        header = "Found, list, show and move workspaces.",
        subcommands = {
            WorkspaceCreate.class,
            WorkspaceList.class,
            WorkspaceShow.class,
            WorkspaceMove.class,
            WorkspaceFollow.class
        })
final class WorkspaceCommand {}
