package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Meridian;
import dev.meridian.client.Workspace;
import dev.meridian.sync.trust.DeviceLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian device open}. */
@Command(name = "open", header = "On a new device, once it was let in: fetch the workspace. Needs the relay.")
final class DeviceOpen implements Leaf {

    @Parameters(paramLabel = "LINK", description = "The link that this device asked by.")
    private String link = "";

    @Override
    public Answer answer(Run run) {
        DeviceLink parsed = Meridian.parseDeviceLink(link);
        try (Meridian meridian = run.openOrMakeHome();
                Progress progress = run.progress();
                Workspace workspace = meridian.openAdded(parsed.workspace(), new SyncProgressLine(progress))) {
            String title = workspace.info().name();
            String device = meridian.device().hex();
            String id = workspace.id().hex();
            return Answer.ok(
                    Json.object().put("id", id).put("name", title).put("device", device),
                    page -> page.line(title + " is here, on device " + device.substring(0, MemberEnter.DIGITS_SHOWN)));
        }
    }
}
