package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import picocli.CommandLine.Command;

/** {@code meridian rotate}. */
@Command(
        name = "rotate",
        header = "Change the workspace's key, for no other reason than that it is time. Needs the relay, and an owner.")
final class RotateCommand implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            workspace.access().rotate();
            int devices = workspace.access().devices().size();
            return Answer.ok(
                    Json.object().put("rotated", true).put("devices", devices),
                    page -> page.line("the workspace has another key, which "
                            + (devices == 1 ? "1 device has" : devices + " devices have")));
        });
    }
}
