package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian quarantine}. */
@Command(
        name = "quarantine",
        header = "Have everybody skip a poisoned change, and all that builds on it. Needs the relay, and an owner.",
        description = {"It stays in the log, so that everybody can see what was skipped."})
final class QuarantineCommand implements Leaf {

    @Parameters(
            paramLabel = "POSITION",
            description = "In the log, as 'meridian status' and 'meridian doctor' name it.")
    private long position;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            workspace.access().quarantine(position);
            return Answer.ok(
                    Json.object().put("position", position),
                    page -> page.line(
                            "what stands at position " + position + " of the log is skipped by everybody from now on"));
        });
    }
}
