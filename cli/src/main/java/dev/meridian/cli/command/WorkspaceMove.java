package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.RelayPlace;
import dev.meridian.client.WorkspaceInfo;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian workspace move}. */
@Command(
        name = "move",
        header = "Move the workspace to another relay, as an owner.",
        description = {
            "Signs that the other relay's key orders the workspace from now on, and fills that relay",
            "with what is here. With --lost the relay before is gone for good: what only others hold",
            "of it, they bring when they follow. Otherwise the relay before is told first, and leads",
            "everybody who still asks it."
        })
final class WorkspaceMove implements Leaf {

    @Parameters(
            paramLabel = "URL",
            converter = Conversions.ToRelay.class,
            description = "Where the other relay is: http://HOST:PORT or https://HOST[:PORT].")
    private URI relay = URI.create("http://localhost");

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            converter = Conversions.ToPin.class,
            description = "The key that it must have; the relay prints it at its start (default: whatever key it has).")
    private Optional<ByteString> pin = Optional.empty();

    @Option(names = "--lost", description = "The relay before, or its key, is gone for good.")
    private boolean lost;

    @Override
    public Answer answer(Run run) {
        RelayPlace place = new RelayPlace(relay, pin);
        OpenNetwork.warn(run, place);
        return run.inWorkspace(workspace -> {
            ByteString key;
            try (Progress progress = run.progress()) {
                key = workspace.access().moveTo(place, lost, new SyncProgressLine(progress));
            }
            WorkspaceInfo info = workspace.info();
            String text = RelayPlace.pinText(key);
            String follow = "meridian workspace follow " + info.relay() + " --pin " + text;
            return Answer.ok(
                    Json.object()
                            .put("id", info.id().hex())
                            .put("name", info.name())
                            .put("relay", info.relay().toString())
                            .put("pin", text)
                            .put("follow", follow),
                    page -> page.line(info.name() + " is on " + info.relay() + " now, whose key is " + text)
                            .prose(
                                    "",
                                    (lost ? "everybody else: " : "who cannot reach the relay before: ") + follow
                                            + "; links made before lead nowhere any more: invite anew",
                                    Style.DIM));
        });
    }
}
