package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.People;
import dev.meridian.cli.view.Scene;
import dev.meridian.cli.view.Standing;
import dev.meridian.cli.view.TeamTrouble;
import dev.meridian.cli.view.Trouble;
import dev.meridian.client.Compaction;
import dev.meridian.client.Stop;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceInfo;
import dev.meridian.client.WorkspaceStatus;
import dev.meridian.model.id.MemberId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian status}. */
@Command(
        name = "status",
        header = "Say how the workspace stands.",
        description = {
            "Whether the relay answers, what is kept here and not sent yet, conflicts with all values and",
            "their authors, circles of arrows, and what could not be applied."
        })
final class StatusCommand implements Leaf {

    @Option(names = "--offline", description = "Do not ask whether the relay answers.")
    private boolean offline;

    private static final Duration PROBE = Duration.ofMillis(1_500);

    /** All that is told. */
    private record Told(
            WorkspaceInfo info,
            WorkspaceStatus status,
            Optional<Boolean> online,
            Compaction compaction,
            People people,
            Optional<MemberId> me,
            TeamTrouble team,
            List<Scene> scenes) {}

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::status);
    }

    private Answer status(Workspace workspace) {
        WorkspaceStatus status = workspace.status();
        Optional<Boolean> online = offline ? Optional.empty() : Optional.of(workspace.relayAnswers(PROBE));
        People people = new People(workspace.team().snapshot());
        List<Scene> scenes = new Names(workspace)
                .boards(Optional.empty()).stream()
                        .map(board -> Scene.of(workspace, board))
                        .toList();
        Told told = new Told(
                workspace.info(),
                status,
                online,
                workspace.compaction(),
                people,
                workspace.me(),
                new TeamTrouble(people),
                scenes);
        return Answer.ok(json(told), page -> print(page, told));
    }

    private static Json json(Told told) {
        Standing standing = new Standing(told.people());
        WorkspaceStatus status = told.status();
        return Json.object()
                .put("workspace", told.info().id().hex())
                .put("name", told.info().name())
                .put("relay", status.relay().toString())
                .put("online", told.online())
                .put("device", status.device().hex())
                .put("member", told.me().map(told.people()::name))
                .put("position", status.position())
                .put("generation", status.generation())
                .put("outboxChanges", status.outboxChanges())
                .put("outboxItems", status.outboxItems())
                .put("snapshots", told.compaction().snapshots())
                .put("snapshotsToCheck", told.compaction().unchecked())
                .put("pruned", told.compaction().pruned())
                .put("stopped", status.stopped().map(Stop::toString))
                .put("refused", Json.array(status.refused(), standing::json))
                .put("rejected", Json.array(status.rejected(), standing::json))
                .put("conflictCount", status.conflicts())
                .put("cycleCount", status.cycles())
                .put("teamConflicts", told.team().json())
                .put(
                        "boards",
                        Json.array(
                                told.scenes(),
                                scene -> new Trouble(scene)
                                        .putInto(Json.object()
                                                .put("id", scene.id().hex())
                                                .put("title", scene.title()))));
    }

    private static void print(Page page, Told told) {
        WorkspaceStatus status = told.status();
        page.line(
                Span.of(told.info().name(), Style.BOLD_CYAN),
                Span.of("  " + told.info().id().hex().substring(0, 8), Style.DIM),
                Span.of(told.me()
                        .map(me -> "  you are " + told.people().name(me))
                        .orElse("")));
        page.line(connection(told));
        page.line("  " + outlook(status) + "; log read to position " + status.position());
        compacted(told.compaction()).ifPresent(line -> page.line("  " + line));
        status.stopped()
                .ifPresent(stop ->
                        page.line(Span.of("  synchronising has stopped: ", Style.RED), Span.of(stop.sentence())));
        Standing standing = new Standing(told.people());
        List<String> notApplied = new ArrayList<>();
        status.refused().forEach(item -> notApplied.add(standing.sentence(item)));
        status.rejected().forEach(entry -> notApplied.add(standing.sentence(entry)));
        page.bullets(notApplied);
        boolean calm = told.team().isNone() && told.scenes().stream().allMatch(scene -> new Trouble(scene).isNone());
        if (calm) {
            page.line("  no conflicts, no circles of arrows");
        }
        told.team().print(page);
        for (Scene scene : told.scenes()) {
            Trouble trouble = new Trouble(scene);
            if (!trouble.isNone()) {
                page.blank().line(Span.of("on board " + scene.title(), Style.BOLD_CYAN));
                trouble.print(page);
            }
        }
    }

    /** What there is to say of snapshots, where there are any. */
    private static Optional<String> compacted(Compaction compaction) {
        if (compaction.snapshots() + compaction.unchecked() == 0) {
            return Optional.empty();
        }
        String snapshots = compaction.snapshots() == 1 ? "1 snapshot" : compaction.snapshots() + " snapshots";
        String waiting = compaction.unchecked() == 0
                ? ""
                : ", %d more to be checked by somebody else".formatted(compaction.unchecked());
        String pruned = compaction.pruned() == 0
                ? ""
                : "; %d of %d entries came without their bodies, which these hold"
                        .formatted(compaction.pruned(), compaction.entries());
        return Optional.of(snapshots + " in the log checked" + waiting + pruned);
    }

    private static Span connection(Told told) {
        String relay = told.status().relay().toString();
        return told.online()
                .map(online -> online
                        ? Span.of("  online: " + relay + " answers", Style.GREEN)
                        : Span.of("  offline: " + relay + " does not answer", Style.YELLOW))
                .orElseGet(() -> Span.of("  relay " + relay + " (not asked)"));
    }

    private static String outlook(WorkspaceStatus status) {
        if (status.outboxChanges() + status.outboxItems() == 0) {
            return "nothing to send";
        }
        boolean never = status.stopped().filter(Stop::isForGood).isPresent();
        return kept(status) + (never ? " alone, which nobody else gets (meridian kept lists them)" : ", to be sent");
    }

    /** {@code 12 changes kept here}. */
    static String kept(WorkspaceStatus status) {
        if (status.outboxChanges() > 0) {
            return BoardView.count(status.outboxChanges(), "change") + " kept here";
        }
        return status.outboxItems() > 0
                ? BoardView.count(status.outboxItems(), "item") + " kept here"
                : "nothing to send";
    }
}
