package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.MemberDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian device revoke}. */
@Command(
        name = "revoke",
        header = "Shut out a device of yours: lost, stolen or sold. Needs the relay.",
        description = {"It keeps what it has read and reads nothing new. An owner may revoke everybody's devices."})
final class DeviceRevoke implements Leaf {

    @Parameters(paramLabel = "DEVICE", description = "The beginning of its id, as 'meridian device ls' shows it.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Access access = new Access(workspace);
            MemberDevice device = access.device(name);
            String owner = access.ownerOf(device);
            workspace.access().revokeDevice(device.id());
            return Answer.ok(
                    Json.object().put("device", device.id().hex()).put("name", owner),
                    page -> page.line("device " + Access.digits(device.id()) + " of " + owner
                            + " is shut out; from here on the workspace has another key"));
        });
    }
}
