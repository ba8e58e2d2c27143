package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Edit;
import dev.meridian.client.Workspace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code meridian comment edit}. */
@Command(name = "edit", header = "Replace the text of a comment of your own.")
final class CommentEdit implements Leaf {

    @Parameters(
            index = "0",
            paramLabel = "COMMENT",
            description = "By the beginning of its id, or part of its first line.")
    private String comment = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Markdown. @name mentions a member, [[title]] links to a card or document.")
    private List<String> words = List.of();

    @Mixin
    private final CommentText text = new CommentText();

    @Override
    public Answer answer(Run run) throws IOException {
        String said = text.text(run, words);
        return run.inWorkspace(workspace -> edit(run, workspace, said));
    }

    private Answer edit(Run run, Workspace workspace, String said) {
        Discussions.FoundComment found =
                new Discussions(workspace, run.surroundings().clock()).comment(comment);
        Edit edit = found.in().topic().discussion().edit(found.comment().id(), said);
        return CommentAnswers.changed(run, workspace, found.in(), edit, "edited the comment");
    }
}
