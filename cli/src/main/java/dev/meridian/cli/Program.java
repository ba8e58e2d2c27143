package dev.meridian.cli;

import dev.meridian.cli.command.RootCommand;
import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.exit.Failure;
import dev.meridian.cli.exit.Failures;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Logs;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.run.Surroundings;
import dev.meridian.server.config.LogForm;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line in given surroundings. Two runs share nothing. */
public final class Program {

    private final Surroundings surroundings;
    private final RootCommand root = new RootCommand();

    private Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @return the exit code; everything else went to the streams of the surroundings */
    public static int run(Surroundings surroundings, String... arguments) {
        return new Program(surroundings).run(arguments).number();
    }

    private ExitCode run(String[] arguments) {
        CommandLine line = CommandTree.of(root, surroundings);
        try {
            ParseResult parsed = line.parseArgs(arguments);
            boolean helpWasAsked = CommandLine.executeHelpRequest(parsed) != null;
            line.getOut().flush();
            ExitCode code = helpWasAsked ? ExitCode.OK : execute(parsed);
            surroundings.err().flush();
            if (!surroundings.out().checkError()) {
                return code;
            }
            if (surroundings.readerIsGone()) {
                return ExitCode.READER_GONE;
            }
            throw new CommandFailed(ExitCode.IO, "the output could not be written");
        } catch (ParameterException e) {
            return fail(usage(e), e, List.of(arguments).contains("--json"));
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            return fail(Failures.of(e), e, root.options().json());
        }
    }

    private ExitCode execute(ParseResult parsed) throws Exception {
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        CommandLine command = deepest.commandSpec().commandLine();
        if (!(command.getCommand() instanceof Leaf leaf)) {
            throw new ParameterException(command, "say which: " + String.join(", ", CommandTree.namesBelow(command)));
        }
        Run run = new Run(surroundings, root.options());
        surroundings.logs().show(run.verbose() ? Logs.Level.DETAILS : Logs.Level.QUIET, LogForm.TEXT);
        Answer answer = leaf.answer(run);
        run.print(answer);
        return answer.code();
    }

    private static Failure usage(ParameterException thrown) {
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        List<String> suggestions =
                thrown instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String sentence =
                String.valueOf(thrown.getMessage()).lines().findFirst().orElse("the command line is wrong");
        String meant = suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        return new Failure(ExitCode.USAGE, sentence + meant, List.of("see: " + command + " --help"));
    }

    private ExitCode fail(Failure failure, Throwable thrown, boolean json) {
        surroundings.out().flush();
        PrintStream err = surroundings.err();
        if (json) {
            err.print(json(failure).indented() + "\n");
        } else {
            Page page = new Run(surroundings, root.options()).notes();
            page.line(Span.of("meridian: ", Style.RED), Span.of(failure.sentence()));
            page.bullets(failure.more());
        }
        if (root.options().verbose()) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return failure.code();
    }

    private static Json json(Failure failure) {
        return Json.object()
                .put(
                        "error",
                        Json.object()
                                .put("code", failure.code().word())
                                .put("exit", failure.code().number())
                                .put("message", failure.sentence())
                                .put("more", failure.more()));
    }
}
