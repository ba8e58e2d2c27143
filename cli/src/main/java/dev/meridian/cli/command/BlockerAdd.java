package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Edit;
import dev.meridian.client.Remark;
import dev.meridian.client.Said;
import dev.meridian.client.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian blocker add}. */
@Command(
        name = "add",
        header = "Say what holds a card or document up; or that a comment says so already.",
        description = {
            "meridian blocker add WHAT TEXT       opens a thread with a blocker",
            "meridian blocker add --comment ID    makes a blocker of a comment"
        })
final class BlockerAdd implements Leaf {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WHAT",
            description = "A card or document, by part of its title or the beginning of its id.")
    private Optional<String> what = Optional.empty();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "What holds it up.")
    private List<String> words = List.of();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = {"-c", "--comment"},
            paramLabel = "COMMENT",
            description = "By the beginning of its id, or part of its first line.")
    private Optional<String> comment = Optional.empty();

    @Override
    public Answer answer(Run run) {
        String text = String.join(" ", words);
        if (comment.isPresent() == what.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "say what is held up and by what, or which --comment says so");
        }
        if (what.isPresent() && text.isBlank()) {
            throw new CommandFailed(ExitCode.USAGE, "a blocker needs some words: what holds it up");
        }
        return run.inWorkspace(workspace -> add(run, workspace, text));
    }

    private Answer add(Run run, Workspace workspace, String text) {
        Discussions discussions = new Discussions(workspace, run.surroundings().clock());
        if (comment.isPresent()) {
            Discussions.FoundComment found = discussions.comment(comment.get());
            Edit edit =
                    found.in().topic().discussion().raiseBlocker(found.comment().id());
            return CommentAnswers.changed(
                    run,
                    workspace,
                    found.in(),
                    edit,
                    "a blocker of " + found.in().topic().title());
        }
        Discussions.Topic topic = discussions.topic(boards.board(), what.orElse(""));
        Said made = topic.discussion().open(topic.id(), Remark.of(text.strip()).asBlocker());
        return CommentAnswers.said(
                run, workspace, topic, made.thread(), made.comment(), "a blocker of " + topic.title());
    }
}
