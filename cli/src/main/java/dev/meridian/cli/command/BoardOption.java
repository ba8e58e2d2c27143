package dev.meridian.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --board}. */
final class BoardOption {

    @Option(
            names = {"-b", "--board"},
            paramLabel = "BOARD",
            description = "Board, by title or the beginning of its id (default: the only one).")
    private Optional<String> board = Optional.empty();

    Optional<String> board() {
        return board;
    }
}
