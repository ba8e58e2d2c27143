package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.command.RootCommand;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

    @TempDir
    Path directory;

    /** Every command of the program as the words that name it. */
    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(new CommandLine(new RootCommand()), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
        all.add(words);
        command.getSubcommands().values().stream().distinct().forEach(each -> {
            List<String> below = new ArrayList<>(words);
            below.add(each.getCommandName());
            collect(each, below, all);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfInOneLineAndAUsage_CMD1(List<String> words) {
        List<String> line = new ArrayList<>(words);
        line.add("--help");
        Result help = shell().runBare(line.toArray(String[]::new)).ok();
        assertThat(help.err()).isEmpty();
        assertThat(help.out().lines().findFirst().orElse("")).isNotBlank().endsWith(".");
        assertThat(help.out())
                .contains("Usage: "
                        + String.join(
                                " ",
                                Stream.concat(Stream.of("meridian"), words.stream())
                                        .toList()));
        assertThat(help.out().lines()).as("fits a terminal").allMatch(each -> each.length() <= 100);
        assertThat(help.out()).as("plain in a pipe").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandEitherDoesSomethingOrSaysWhatIsBelowIt_CMD1(List<String> words) {
        CommandLine command = new CommandLine(new RootCommand());
        for (String word : words) {
            command = Objects.requireNonNull(command.getSubcommands().get(word));
        }
        if (!(command.getCommand() instanceof Leaf)) {
            Result result = shell().runBare(words.toArray(String[]::new));
            result.failed(ExitCode.USAGE, "say which");
            assertThat(CommandTree.namesBelow(command))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(result.err()).contains(name));
        }
    }

    @Test
    void helpIsColouredOnATerminalOnly_CMD7() {
        Shell shell = shell().terminal(new Terminal(true, true, true, 100));
        assertThat(shell.runBare("--help").ok().out()).contains("\u001b[");
        assertThat(shell.environment("NO_COLOR", "1").runBare("--help").ok().out())
                .doesNotContain("\u001b[");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(shell().runBare("--version").ok().out())
                .startsWith("meridian ")
                .hasLineCount(1);
    }

    @Test
    void theCompletionScriptKnowsEveryCommand() {
        String script = shell().runBare("completion").ok().out();
        assertThat(script).startsWith("#!/usr/bin/env bash");
        commands().flatMap(List::stream).forEach(word -> assertThat(script).contains(word));
    }

    private Shell shell() {
        return new Shell(directory.resolve("home"), directory);
    }
}
