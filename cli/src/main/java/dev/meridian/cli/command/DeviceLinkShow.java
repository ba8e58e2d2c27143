package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import picocli.CommandLine.Command;

/** {@code meridian device link}. */
@Command(name = "link", header = "Print what another device of yours needs to ask for itself. Not secret.")
final class DeviceLinkShow implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            String link = workspace.access().deviceLink().format();
            return Answer.ok(Json.object().put("link", link), page -> {
                page.line(link);
                run.note(
                        "on the other device: meridian device request 'LINK'; who has only recovery words: meridian recover 'LINK'");
            });
        });
    }
}
