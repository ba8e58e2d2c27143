package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Input;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Edit;
import dev.meridian.client.Plan;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian doc edit}. */
@Command(
        name = "edit",
        header = "Edit a document: in an editor, from a file, or at its end.",
        description = {
            "The editor is $VISUAL or $EDITOR.",
            "Only what differs is written, so what others type beside it stays."
        })
final class DocEdit implements Leaf {

    @Parameters(paramLabel = "DOC", description = "By part of its title, or the beginning of its id.")
    private String document = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The new text; - for standard input.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-a", "--append"},
            paramLabel = "TEXT",
            description = "Adds a paragraph at the end.")
    private Optional<String> append = Optional.empty();

    @Override
    public Answer answer(Run run) throws IOException {
        if (file.isPresent() && append.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "--file and --append exclude each other");
        }
        Optional<String> given = file.isPresent() ? Optional.of(new Input(run).text(file.get())) : Optional.empty();
        return run.inWorkspace(workspace -> edit(run, workspace, given));
    }

    private Answer edit(Run run, Workspace workspace, Optional<String> given) {
        DocumentEntry entry = new Names(workspace).document(document);
        DocumentId id = entry.id();
        Edit edit;
        if (append.isPresent()) {
            edit = workspace.apply(view -> plan(id, appended(view.document(id).text(), append.get())));
        } else if (given.isPresent()) {
            edit = workspace.document(id).setText(given.get());
        } else {
            String before = workspace.document(id).text();
            String after = new TextEditor(run).edited(entry.title(), before);
            // Another process of this home may have received something while the editor was open.
            edit = workspace.apply(view -> {
                String now = view.document(id).text();
                return plan(id, TextDiff.splices(now, TextMerge.merge(before, after, now)));
            });
        }
        int changes = edit.changes();
        return Answer.ok(
                Json.object().put("id", id.hex()).put("title", entry.title()).put("changed", changes > 0),
                page -> page.line(changes > 0 ? "edited " + entry.title() : "nothing to change: it reads so already"));
    }

    private static Plan plan(DocumentId document, List<Splice> splices) {
        Plan.Builder plan = Plan.builder();
        if (!splices.isEmpty()) {
            plan.document(document, new DocumentIntent.EditText(splices));
        }
        return plan.build();
    }

    // A paragraph of its own: after exactly one empty line, and ended.
    private static List<Splice> appended(String text, String paragraph) {
        if (paragraph.isBlank()) {
            return List.of();
        }
        String gap = text.isBlank() || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
        String end = paragraph.endsWith("\n") ? "" : "\n";
        return List.of(Splice.insert(text.codePointCount(0, text.length()), gap + paragraph + end));
    }
}
