package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Remark;
import dev.meridian.client.Said;
import dev.meridian.client.Workspace;
import dev.meridian.model.discussion.Quotes;
import dev.meridian.model.text.TextRange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian comment add}. */
@Command(
        name = "add",
        header = "Open a thread about a card, a document, or a quoted part of a document.",
        description = "A quote stays with its text as the text is edited.")
final class CommentAdd implements Leaf {

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "A card or document, by part of its title or the beginning of its id.")
    private String what = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Markdown. @name mentions a member, [[title]] links to a card or document.")
    private List<String> words = List.of();

    @Mixin
    private final CommentText text = new CommentText();

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Option(
            names = "--quote",
            paramLabel = "QUOTE",
            description = "The part of the document's text that it is about, as it stands there.")
    private Optional<String> quote = Optional.empty();

    @Option(names = "--nth", paramLabel = "N", description = "Which of several places where the quote stands, from 1.")
    private Optional<Integer> nth = Optional.empty();

    @Option(names = "--blocker", description = "It holds the work up.")
    private boolean blocker;

    @Override
    public Answer answer(Run run) throws IOException {
        String said = text.text(run, words);
        if (nth.isPresent() && quote.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "--nth says which place of a --quote is meant");
        }
        return run.inWorkspace(workspace -> add(run, workspace, said));
    }

    private Answer add(Run run, Workspace workspace, String said) {
        Discussions.Topic topic = new Discussions(workspace, run.surroundings().clock()).topic(boards.board(), what);
        Remark remark = blocker ? Remark.of(said).asBlocker() : Remark.of(said);
        if (quote.isPresent()) {
            if (topic.discussion().document().isEmpty()) {
                throw new CommandFailed(
                        ExitCode.USAGE, "only documents can be quoted; " + topic.title() + " is a card");
            }
            String quoted = quote.get();
            remark = remark.about(all -> place(topic.title(), all, quoted));
        }
        Said made = topic.discussion().open(topic.id(), remark);
        return CommentAnswers.said(
                run, workspace, topic, made.thread(), made.comment(), "commented on " + topic.title());
    }

    private TextRange place(String title, String all, String quoted) {
        List<TextRange> places = Quotes.places(all, quoted);
        int wanted = nth.orElse(1);
        if (places.isEmpty()) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "\"" + quoted + "\" does not stand in " + title);
        }
        if (places.size() > 1 && nth.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "\"" + quoted + "\" stands " + places.size() + " times in " + title
                            + "; quote more of it, or say which with --nth");
        }
        if (wanted < 1 || wanted > places.size()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "--nth " + wanted + ": \"" + quoted + "\" stands "
                            + (places.size() == 1 ? "once" : places.size() + " times") + " in " + title);
        }
        return places.get(wanted - 1);
    }
}
