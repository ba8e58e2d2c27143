package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Input;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Meridian;
import dev.meridian.client.Workspace;
import dev.meridian.sync.trust.DeviceLink;
import dev.meridian.sync.trust.RecoveryWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian recover}. */
@Command(
        name = "recover",
        header = "Come back by your recovery words, when every device of yours is lost. Needs the relay.")
final class RecoverCommand implements Leaf {

    @Parameters(paramLabel = "LINK", description = "As any member prints it with 'meridian device link'.")
    private String link = "";

    @Option(
            names = "--words-file",
            paramLabel = "FILE",
            description = "Holds the 24 words; - for standard input (default: you are asked, and nothing shows).")
    private Optional<Path> file = Optional.empty();

    @Override
    public Answer answer(Run run) throws IOException {
        DeviceLink parsed = Meridian.parseDeviceLink(link);
        RecoveryWords words = switch (RecoveryWords.parse(text(run))) {
            case RecoveryWords.Parsed good -> good.words();
            case RecoveryWords.Broken broken ->
                throw new CommandFailed(ExitCode.BAD_INPUT, "these are not recovery words: " + broken.reason());
        };
        try (Meridian meridian = run.openOrMakeHome();
                Progress progress = run.progress();
                Workspace workspace = meridian.recover(parsed, words.seed(), new SyncProgressLine(progress))) {
            String title = workspace.info().name();
            String device = meridian.device().hex();
            String id = workspace.id().hex();
            return Answer.ok(
                    Json.object().put("id", id).put("name", title).put("device", device),
                    page -> page.line("welcome back: " + title + " is here")
                            .prose(
                                    "",
                                    "next: meridian device ls, and meridian device revoke what you have lost",
                                    Style.DIM));
        }
    }

    private String text(Run run) throws IOException {
        if (file.isPresent()) {
            return new Input(run).text(file.get());
        }
        return run.surroundings()
                .prompt()
                .secret("the 24 words: ")
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE, "nobody typed the words; name a file that holds them with --words-file"));
    }
}
