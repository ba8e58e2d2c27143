package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.MemberDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian device add}. */
@Command(
        name = "add",
        header = "Let another device act for you. Needs the relay.",
        description = {"Compare the first eight digits of its id with those that the new device shows."})
final class DeviceAdd implements Leaf {

    @Parameters(paramLabel = "REQUEST", description = "As 'meridian device request' prints it on the new device.")
    private String request = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            MemberDevice added = workspace.access().addDevice(request);
            return Answer.ok(
                    Json.object().put("device", added.id().hex()),
                    page -> page.line("device " + Access.digits(added.id())
                            + " is one of yours now; there: meridian device open 'LINK'"));
        });
    }
}
