package dev.meridian.cli.command;

import com.google.protobuf.ByteString;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.client.Meridian;
import dev.meridian.client.RelayPlace;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceInfo;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.InviteLink;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian join}. */
@Command(name = "join", header = "Join a workspace by an invite link, and receive all of it.")
final class JoinCommand implements Leaf {

    @Parameters(paramLabel = "LINK", description = "As it was sent to you; in quotes, because it holds a #.")
    private String link = "";

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            converter = Conversions.ToName.class,
            required = true,
            description = "Your name, as the others see it.")
    private String name = "";

    @Option(
            names = {"-z", "--zone"},
            paramLabel = "ZONE",
            converter = Conversions.ToZone.class,
            description = "Your time zone, for example Asia/Tokyo (default: this machine's).")
    private Optional<ZoneId> zone = Optional.empty();

    @Mixin
    private WordsOptions words = new WordsOptions();

    @Override
    public Answer answer(Run run) throws IOException {
        InviteLink parsed = Meridian.parseLink(link); // before a home is made: a broken link leaves no trace
        ZoneId where = zone.orElseGet(run::zone);
        OpenNetwork.warn(
                run, RelayPlace.at(URI.create((parsed.secure() ? "https://" : "http://") + parsed.hostAndPort())));
        Optional<ByteString> seed = words.seed(run);
        try (Meridian meridian = run.openOrMakeHome();
                Workspace workspace = join(run, meridian, parsed, where, seed)) {
            WorkspaceInfo info = workspace.info();
            int boards = workspace.boards().size();
            int documents = workspace.documents().size();
            if (workspace.me().isEmpty()) {
                run.warn(
                        "you may read here and not write, so your name is not among the members; somebody who may write"
                                + " enters it: meridian member enter "
                                + meridian.device().hex().substring(0, MemberEnter.DIGITS_SHOWN)
                                + " --name N --zone Z");
            }
            boolean inForce = inForce(workspace, seed);
            if (seed.isPresent() && !inForce) {
                run.warn("the words that you were shown just now are not in force: an earlier attempt to join came"
                        + " through, with those that it showed, or with none; see meridian device ls");
            }
            return Answer.ok(
                    Json.object()
                            .put("words", inForce)
                            .put("id", info.id().hex())
                            .put("name", info.name())
                            .put("relay", info.relay().toString())
                            .put("home", run.home().toString())
                            .put("position", workspace.status().position())
                            .put("boards", boards)
                            .put("documents", documents)
                            .put("device", meridian.device().hex())
                            .put("named", workspace.me().isPresent())
                            .put("member", Json.object().put("name", name).put("zone", where.getId())),
                    page -> page.line("joined " + info.name() + ": " + BoardView.count(boards, "board") + " and "
                                    + BoardView.count(documents, "document") + " are here, in " + run.home())
                            .prose(
                                    "",
                                    "next: meridian board show; everything works offline, meridian sync exchanges",
                                    Style.DIM));
        }
    }

    private static boolean inForce(Workspace workspace, Optional<ByteString> seed) {
        return seed.map(DeviceKeys::ofRecovery)
                .flatMap(keys -> workspace.access().device(keys.id()))
                .isPresent();
    }

    private Workspace join(Run run, Meridian meridian, InviteLink invite, ZoneId where, Optional<ByteString> seed) {
        try (Progress progress = run.progress()) {
            return meridian.join(invite, name, where, seed, new SyncProgressLine(progress));
        }
    }
}
