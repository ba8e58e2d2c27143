package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Meridian;
import dev.meridian.sync.trust.DeviceLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian device request}. */
@Command(
        name = "request",
        header = "On a new device: ask to become one of yours.",
        description = {
            "Nothing is sent: it prints a text, which a device that you have lets in with",
            "'meridian device add'. Nothing of it is secret."
        })
final class DeviceRequestMake implements Leaf {

    @Parameters(paramLabel = "LINK", description = "As 'meridian device link' prints it on a device that you have.")
    private String link = "";

    @Override
    public Answer answer(Run run) {
        DeviceLink parsed = Meridian.parseDeviceLink(link);
        try (Meridian meridian = run.openOrMakeHome()) {
            String request = meridian.requestDevice(parsed).format();
            return Answer.ok(
                    Json.object()
                            .put("request", request)
                            .put("device", meridian.device().hex())
                            .put("workspace", parsed.workspace().hex()),
                    page -> {
                        page.line(request);
                        run.note(
                                "on the other device: meridian device add 'REQUEST'; then here: meridian device open 'LINK'");
                    });
        }
    }
}
