package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Meridian;
import dev.meridian.client.RelayPlace;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceInfo;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian workspace create}. */
@Command(
        name = "create",
        aliases = "new",
        header = "Found a workspace on a relay, with you as its owner.",
        description = {
            "The relay is asked for its key and gets nothing yet: the first 'meridian sync' brings",
            "the workspace there."
        })
final class WorkspaceCreate implements Leaf {

    @Parameters(paramLabel = "NAME", description = "Of the workspace.")
    private String name = "";

    @Option(
            names = {"-r", "--relay"},
            paramLabel = "URL",
            required = true,
            converter = Conversions.ToRelay.class,
            description = "http://HOST:PORT or https://HOST[:PORT]; 'meridian relay' prints it.")
    private URI relay = URI.create("http://localhost");

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            converter = Conversions.ToPin.class,
            description =
                    "The key that the relay must have; the relay prints it at its start (default: whatever key it has).")
    private Optional<ByteString> pin = Optional.empty();

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            converter = Conversions.ToName.class,
            description = "Your own name, as the others see it (default: the login name).")
    private Optional<String> member = Optional.empty();

    @Option(
            names = {"-z", "--zone"},
            paramLabel = "ZONE",
            converter = Conversions.ToZone.class,
            description = "Your time zone, for example Europe/Lisbon (default: this machine's).")
    private Optional<ZoneId> zone = Optional.empty();

    @Mixin
    private WordsOptions words = new WordsOptions();

    @Override
    public Answer answer(Run run) throws IOException {
        String owner = member.orElseGet(() -> System.getProperty("user.name"));
        ZoneId where = zone.orElseGet(run::zone);
        RelayPlace place = new RelayPlace(relay, pin);
        OpenNetwork.warn(run, place);
        Optional<ByteString> seed = words.seed(run);
        try (Meridian meridian = run.openOrMakeHome();
                Workspace workspace = meridian.createWorkspace(name, place, owner, where, seed)) {
            WorkspaceInfo info = workspace.info();
            return Answer.ok(
                    Json.object()
                            .put("id", info.id().hex())
                            .put("name", name)
                            .put("relay", info.relay().toString())
                            .put("home", run.home().toString())
                            .put("words", seed.isPresent())
                            .put("member", Json.object().put("name", owner).put("zone", where.getId())),
                    page -> page.line("founded " + name + " (" + info.id().hex().substring(0, 8) + ") with " + owner
                                    + " in " + where.getId() + " as its owner, in " + run.home())
                            .prose(
                                    "",
                                    "next: meridian import FILE, or meridian board create TITLE; meridian sync brings it to"
                                            + " the relay; meridian invite lets others in",
                                    Style.DIM));
        }
    }
}
