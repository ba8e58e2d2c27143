package dev.meridian.cli.command;

import dev.meridian.cli.naming.Discussions;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Edit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian comment restore}. */
@Command(name = "restore", header = "Take a comment of your own out of the trash.")
final class CommentRestore implements Leaf {

    @Parameters(paramLabel = "COMMENT", description = "By the beginning of its id, or part of its first line.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Discussions.FoundComment found =
                    new Discussions(workspace, run.surroundings().clock()).deletedComment(name);
            Edit edit = found.in().topic().discussion().restore(found.comment().id());
            return CommentAnswers.changed(run, workspace, found.in(), edit, "restored the comment");
        });
    }
}
