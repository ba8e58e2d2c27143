package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.RelayPlace;
import dev.meridian.client.SyncReport;
import dev.meridian.client.WorkspaceInfo;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian workspace follow}. */
@Command(
        name = "follow",
        header = "Go with the workspace to the relay that an owner moved it to.",
        description = {
            "Only an owner's signed record makes another relay the workspace's: one that has none gets",
            "nothing. What is not sent yet stays here and is sent to the relay that is followed."
        })
final class WorkspaceFollow implements Leaf {

    @Parameters(
            paramLabel = "URL",
            converter = Conversions.ToRelay.class,
            description = "Where the relay is: http://HOST:PORT or https://HOST[:PORT].")
    private URI relay = URI.create("http://localhost");

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            converter = Conversions.ToPin.class,
            description = "The key that may vouch for its certificate, where it made that itself; the owner knows it.")
    private Optional<ByteString> pin = Optional.empty();

    @Override
    public Answer answer(Run run) {
        RelayPlace place = new RelayPlace(relay, pin);
        OpenNetwork.warn(run, place);
        return run.inWorkspace(workspace -> {
            SyncReport report;
            try (Progress progress = run.progress()) {
                report = workspace.follow(place, new SyncProgressLine(progress));
            }
            WorkspaceInfo info = workspace.info();
            return Answer.ok(
                    Json.object()
                            .put("id", info.id().hex())
                            .put("name", info.name())
                            .put("relay", info.relay().toString())
                            .put("position", report.position())
                            .put("sent", report.sent())
                            .put("restored", report.restored()),
                    page -> page.line(info.name() + " is on " + info.relay() + " now, and in step with it"));
        });
    }
}
