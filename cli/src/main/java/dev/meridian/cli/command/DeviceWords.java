package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.RecoveryWords;
import java.security.SecureRandom;
import picocli.CommandLine.Command;

/** {@code meridian device words}. */
@Command(
        name = "words",
        header = "Make your recovery words: 24 words, shown once, that bring you back when every device is lost.",
        description = {"They are kept nowhere. Needs the relay."})
final class DeviceWords implements Leaf {

    private static final int PER_LINE = 6;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            byte[] seed = new byte[RecoveryWords.SEED_LENGTH];
            new SecureRandom().nextBytes(seed);
            RecoveryWords words = RecoveryWords.of(ByteString.copyFrom(seed));
            workspace.access().addRecovery(words.seed());
            return Answer.ok(Json.object().put("words", words.words()), page -> {
                for (int from = 0; from < RecoveryWords.COUNT; from += PER_LINE) {
                    page.line(String.join(" ", words.words().subList(from, from + PER_LINE)));
                }
                run.warn(
                        "write these words on paper now: they are shown this once, and whoever has them has your access."
                                + " With them, and a link that any member prints with 'meridian device link': meridian recover");
            });
        });
    }
}
