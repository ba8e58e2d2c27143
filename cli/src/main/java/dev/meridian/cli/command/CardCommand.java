package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian card}. */
@Command(
        name = "card",
        header = "Add, change, move, show, list, delete and restore cards.",
        subcommands = {
            CardAdd.class,
            CardSet.class,
            CardMove.class,
            CardShow.class,
            CardList.class,
            CardRemove.class,
            CardRestore.class
        })
final class CardCommand {}
