package dev.meridian.cli.demo;

import static dev.meridian.cli.demo.SampleCard.Person.INES;
import static dev.meridian.cli.demo.SampleCard.Person.KENJI;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.files.WholeWorkspace;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.Trouble;
import dev.meridian.client.Workspace;
import dev.meridian.server.RelayStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The play from beginning to end: two members found a workspace, part, both change it, meet again, and hold the same. */
public final class Demonstration {

    private static final String RESOLVE_COMMAND = " conflicts resolve \"hold seats\" title --pick 2";

    private final Run run;
    private final DemoHomes homes;
    private final Narration tell;
    private final List<Deed> deeds = new ArrayList<>();

    private Demonstration(Run run, DemoHomes homes) {
        this.run = run;
        this.homes = homes;
        this.tell = new Narration(run);
    }

    /**
     * Plays it, then keeps the relay running until the run is asked to stop.
     *
     * @param directory to keep everything in; a fresh temporary one where none is given
     * @param port of the relay; 0 for a free one
     */
    public static Answer play(Run run, Optional<Path> directory, int port) throws IOException, RelayStartException {
        DemoHomes homes = directory.isPresent() ? DemoHomes.in(directory.get()) : DemoHomes.fresh();
        Demonstration demonstration = new Demonstration(run, homes);
        try (Stage stage = new Stage(run, homes, port)) {
            demonstration.play(stage);
            run.surroundings().stop().await();
            demonstration.end(stage);
        }
        return Answer.silent();
    }

    private void play(Stage stage) throws RelayStartException {
        tell.opening();
        begin(stage);
        Json before = board(stage).json();
        part(stage);
        meet(stage);
        Workspace ines = stage.workspace(INES);
        tell.board(board(stage));
        Scene scene = scene(stage);
        outcomes(
                stage,
                scene,
                ines.document(stage.plan().document(SampleTeam.BRIEF)).text());
        byte[] export = proveEqual(stage);
        Optional<String> link = stage.webLink();
        stage.closeHomes();
        wayOn(stage, link);
        if (run.json()) {
            Json after = new BoardView(scene).json();
            run.print(Answer.ok(json(stage, before, after, export, link), page -> {}));
        }
    }

    private void begin(Stage stage) throws RelayStartException {
        stage.startRelay();
        tell.step("A relay starts on " + stage.url());
        tell.more("It puts what the members seal into one order and keeps it. It cannot read any of it.");
        stage.found();
        tell.step(INES.fullName() + " in Lisbon founds the workspace " + SampleTeam.WORKSPACE);
        tell.more(SampleTeam.CARDS.size() + " cards in 4 groups, " + SampleTeam.ARROWS.size() + " arrows and "
                + SampleTeam.DOCUMENTS.size()
                + " documents: what a team plans that makes booking software for small ferry lines.");
        stage.welcome();
        tell.step(KENJI.fullName() + " in Tokyo joins by a link from her, and holds all of it");
        tell.board(board(stage));
    }

    private void part(Stage stage) {
        stage.stopRelay();
        tell.step("The relay is gone. Both work on, alone");
        List<Deed> byInes = stage.divergence().byInes(stage.workspace(INES));
        tell.alone(INES, byInes);
        Workspace kenjis = stage.workspace(KENJI);
        List<Deed> byKenji = stage.divergence().byKenji(kenjis, kenjis.me().orElseThrow());
        tell.alone(KENJI, byKenji);
        deeds.addAll(byInes);
        deeds.addAll(byKenji);
    }

    private void meet(Stage stage) throws RelayStartException {
        stage.startRelay();
        tell.step("The relay is back");
        tell.synced(INES, stage.sync(INES));
        tell.synced(KENJI, stage.sync(KENJI));
        tell.synced(INES, stage.sync(INES));
    }

    private void outcomes(Stage stage, Scene scene, String brief) {
        Trouble trouble = new Trouble(scene);
        tell.step("What became of it");
        if (!stage.divergence().isMovedAndRetitled(scene.board())) {
            throw broken("the card that one moved and the other retitled");
        }
        tell.outcome(
                "✓", Style.GREEN, "the card that Inês moved and Kenji retitled has its new place and its new title");
        if (!brief.contains(Divergence.PARAGRAPH_AFTER)) {
            throw broken("the paragraph that both typed into");
        }
        tell.outcome("✓", Style.GREEN, "the paragraph that both typed into has the words of both:");
        tell.quote(Divergence.PARAGRAPH_AFTER);
        if (trouble.conflicts().size() != 1
                || trouble.revived().size() != 1
                || trouble.cycles().size() != 1) {
            throw broken("the conflict, the deleted card or the circle of arrows");
        }
        tell.outcome(
                "≠",
                Style.YELLOW,
                "the card that both retitled shows one title and keeps the other, until somebody picks");
        tell.outcome("↺", Style.YELLOW, "the card that one deleted and the other edited is still here, with a note");
        tell.outcome("⟳", Style.RED, "each drew an arrow, and together the arrows go in a circle, which is named:");
        tell.quote(trouble.path(trouble.cycles().getFirst().path()));
    }

    private byte[] proveEqual(Stage stage) {
        byte[] hers = WholeWorkspace.json(stage.workspace(INES));
        byte[] his = WholeWorkspace.json(stage.workspace(KENJI));
        if (!Arrays.equals(hers, his)) {
            throw broken("equal exports");
        }
        tell.step("Both homes hold the same");
        tell.more(String.format(
                Locale.ROOT,
                "Exported as JSON, each is %,d bytes with SHA-256 %s...: byte for byte equal.",
                hers.length,
                sha256(hers).substring(0, 16)));
        return hers;
    }

    private void wayOn(Stage stage, Optional<String> link) {
        tell.lines(
                "Where things lie",
                List.of(
                        "Inês's home   " + homes.home(INES),
                        "Kenji's home  " + homes.home(KENJI),
                        "the relay     " + homes.relayData() + " (its key beside it), on " + stage.url()));
        tell.lines("Type next, in another terminal", commands());
        link.ifPresent(it -> tell.lines("Open in a browser, to join them on the board", List.of(it)));
        tell.closing("The relay goes on until Ctrl-C.");
    }

    private List<String> commands() {
        String ines = program() + " --home " + homes.home(INES);
        String kenji = program() + " --home " + homes.home(KENJI);
        return List.of(
                ines + " conflicts",
                ines + RESOLVE_COMMAND,
                ines + " sync",
                kenji + " sync",
                kenji + " board show",
                kenji + " export " + homes.base().resolve("export"),
                kenji + " doctor");
    }

    private void end(Stage stage) {
        tell.closing("Stopping the relay. Everything stays where it is; to go on later:");
        tell.more(program() + " relay --data " + homes.relayData() + " --listen "
                + stage.url().replace("http://", ""));
    }

    private String program() {
        return run.environment("MERIDIAN_COMMAND").orElse("meridian");
    }

    private Json json(Stage stage, Json before, Json after, byte[] export, Optional<String> link) {
        return Json.object()
                .put("relay", stage.url())
                .put(
                        "homes",
                        Json.object()
                                .put("ines", homes.home(INES).toString())
                                .put("kenji", homes.home(KENJI).toString()))
                .put("data", homes.relayData().toString())
                .put("before", before)
                .put(
                        "deeds",
                        Json.array(
                                deeds,
                                deed -> Json.object()
                                        .put("who", deed.who().fullName())
                                        .put("text", deed.sentence())))
                .put("after", after)
                .put(
                        "export",
                        Json.object()
                                .put("bytes", export.length)
                                .put("sha256", sha256(export))
                                .put("equal", true))
                .put("next", commands())
                .put("link", link);
    }

    private static Scene scene(Stage stage) {
        Workspace workspace = stage.workspace(INES);
        return Scene.of(workspace, workspace.board(stage.plan().board()));
    }

    private static BoardView board(Stage stage) {
        return new BoardView(scene(stage));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    // The demonstration is also a check: what it claims is looked up, not assumed.
    private static CommandFailed broken(String what) {
        return new CommandFailed(
                ExitCode.INTERNAL,
                "the demonstration did not end as it must: " + what + " is not as expected; please report it");
    }
}
