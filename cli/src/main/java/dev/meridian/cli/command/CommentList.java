package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.ThreadView;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian comment ls}. */
@Command(name = "ls", aliases = "list", header = "List open threads: of one card or document, or of all.")
final class CommentList implements Leaf {

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "A card or document, by part of its title or the beginning of its id.")
    private Optional<String> what = Optional.empty();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = {"-a", "--all"},
            description = "Resolved ones too.")
    private boolean all;

    @Option(names = "--mentions-me", description = "Those that mention you.")
    private boolean mentionsMe;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> list(run, workspace));
    }

    private Answer list(Run run, Workspace workspace) {
        List<Discussions.FoundThread> found = wanted(run, workspace);
        ThreadView view = ThreadView.of(run, workspace);
        return Answer.ok(Json.object().put("threads", Json.array(found, view::json)), page -> print(page, view, found));
    }

    private List<Discussions.FoundThread> wanted(Run run, Workspace workspace) {
        Discussions discussions = new Discussions(workspace, run.surroundings().clock());
        Stream<Discussions.FoundThread> threads = discussions.threads().stream()
                .filter(found -> found.thread().shows())
                .filter(found -> all || !found.thread().resolved());
        if (what.isPresent()) {
            Discussions.Topic topic = discussions.topic(boards.board(), what.get());
            threads = threads.filter(found -> found.topic().id().equals(topic.id()));
        }
        return threads.filter(mentioning(workspace)).toList();
    }

    private Predicate<Discussions.FoundThread> mentioning(Workspace workspace) {
        if (!mentionsMe) {
            return found -> true;
        }
        MemberId me = workspace
                .me()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.NOT_FOUND, "it is not known here yet who you are; run meridian sync first"));
        return found -> found.thread().living().stream()
                .anyMatch(comment -> comment.mentions().contains(me));
    }

    private static void print(Page page, ThreadView view, List<Discussions.FoundThread> found) {
        if (found.isEmpty()) {
            page.line("no thread fits");
        }
        for (int i = 0; i < found.size(); i++) {
            if (i > 0) {
                page.blank();
            }
            view.print(page, found.get(i));
        }
    }
}
