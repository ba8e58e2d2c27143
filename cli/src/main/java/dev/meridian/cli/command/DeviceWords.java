package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.RecoveryWords;
import picocli.CommandLine.Command;

/** {@code meridian device words}. */
@Command(
        name = "words",
        header = "Make your recovery words: 24 words, shown once, that bring you back when every device is lost.",
        description = {"They are kept nowhere. Needs the relay."})
final class DeviceWords implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            RecoveryWords words = WordsOptions.fresh();
            workspace.access().addRecovery(words.seed());
            return Answer.ok(Json.object().put("words", words.words()), page -> {
                WordsOptions.print(page, words);
                run.warn(
                        "write these words on paper now: they are shown this once, and whoever has them has your access."
                                + " With them, and a link that any member prints with 'meridian device link': meridian recover");
            });
        });
    }
}
