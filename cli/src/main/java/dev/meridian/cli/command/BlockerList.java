package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.ThreadView;
import dev.meridian.client.Workspace;
import dev.meridian.model.discussion.BlockerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian blocker ls}. */
@Command(name = "ls", aliases = "list", header = "List what holds work up: one card or document, or all.")
final class BlockerList implements Leaf {

    private record Found(Discussions.Topic topic, BlockerView blocker) {}

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "A card or document, by part of its title or the beginning of its id.")
    private Optional<String> what = Optional.empty();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = {"-a", "--all"},
            description = "Cleared ones too.")
    private boolean all;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> list(run, workspace));
    }

    private Answer list(Run run, Workspace workspace) {
        Discussions discussions = new Discussions(workspace, run.surroundings().clock());
        Optional<Discussions.Topic> topic = what.map(name -> discussions.topic(boards.board(), name));
        List<Found> found = new ArrayList<>();
        discussions.threads().stream()
                .filter(each -> topic.map(
                                wanted -> wanted.id().equals(each.topic().id()))
                        .orElse(true))
                .forEach(each -> each.thread().blockers().stream()
                        .filter(blocker -> all || blocker.cleared().isEmpty())
                        .forEach(blocker -> found.add(new Found(each.topic(), blocker))));
        ThreadView view = ThreadView.of(run, workspace);
        return Answer.ok(
                Json.object()
                        .put(
                                "blockers",
                                Json.array(
                                        found,
                                        each -> view.json(each.blocker())
                                                .put("title", each.topic().title()))),
                page -> print(page, view, found));
    }

    private static void print(Page page, ThreadView view, List<Found> found) {
        if (found.isEmpty()) {
            page.line("nothing is held up");
        }
        for (Found each : found) {
            page.line(
                    Span.of(each.topic().title(), Style.BOLD_CYAN),
                    Span.of("  " + ThreadView.shortId(each.blocker().comment().hex()) + "  ", Style.DIM),
                    Span.of(view.cleared(each.blocker()).orElseGet(() -> view.since(each.blocker())), Style.DIM));
            each.blocker().text().lines().forEach(line -> page.line("    " + line));
        }
    }
}
