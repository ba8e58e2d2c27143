package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian doc}. */
@Command(
        name = "doc",
        header = "Make, edit, show and list documents.",
        subcommands = {DocNew.class, DocEdit.class, DocShow.class, DocList.class, DocRename.class})
final class DocCommand {}
