package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.model.team.DocumentEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian doc rename}. */
@Command(name = "rename", header = "Give a document another title.")
final class DocRename implements Leaf {

    @Parameters(index = "0", paramLabel = "DOC", description = "By part of its title, or the beginning of its id.")
    private String document = "";

    @Parameters(index = "1", paramLabel = "TITLE", description = "The new one.")
    private String title = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            DocumentEntry entry = new Names(workspace).document(document);
            int changes = workspace.document(entry.id()).rename(title).changes();
            return Answer.ok(
                    Json.object()
                            .put("id", entry.id().hex())
                            .put("title", title)
                            .put("changed", changes > 0),
                    page -> page.line(
                            changes > 0
                                    ? "document " + entry.title() + " is called " + title + " now"
                                    : "it is called so already"));
        });
    }
}
