package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.DecisionView;
import dev.meridian.cli.view.People;
import dev.meridian.cli.view.Reader;
import dev.meridian.cli.view.RestoredOutcomes;
import dev.meridian.client.DecisionHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.StatementId;
import dev.meridian.model.team.DocumentEntry;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** A command that says something in a decision, and then shows where it stands. */
abstract class DecideSaying implements Leaf {

    @Parameters(
            index = "0",
            paramLabel = "DOC",
            description = "The document: by part of its title, or the beginning of its id.")
    private String document = "";

    /** Says it. */
    abstract StatementId say(DecisionHandle decision, Names names);

    @Override
    public final Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Names names = new Names(workspace);
            DocumentEntry entry = names.document(document);
            DecisionHandle decision = workspace.decision(entry.id());
            StatementId said = say(decision, names);
            DecisionView view = view(run, workspace, entry);
            return Answer.ok(view.json().put("statement", said.hex()), page -> {
                page.line("said (" + said.hex().substring(0, 8) + "); it counts when the relay has received it");
                view.print(page);
            });
        });
    }

    static DecisionView view(Run run, Workspace workspace, DocumentEntry entry) {
        DecisionHandle decision = workspace.decision(entry.id());
        return new DecisionView(
                entry.id(),
                entry.title(),
                decision.state(),
                decision.unsent(),
                RestoredOutcomes.of(workspace.document(entry.id()).snapshot()),
                new People(workspace.team().snapshot()),
                Reader.clock(run, workspace));
    }

    /** The one statement whose id begins so. */
    static StatementId statement(DecisionHandle decision, String digits) {
        Stream<StatementId> said = decision.statements().stream().map(each -> each.id());
        Stream<StatementId> unsent = decision.unsent().stream().map(each -> each.id());
        List<StatementId> found = Stream.concat(said, unsent)
                .filter(id -> id.hex().startsWith(digits))
                .distinct()
                .toList();
        if (digits.length() < 4 || found.size() != 1) {
            throw new CommandFailed(
                    found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.USAGE,
                    found.isEmpty()
                            ? "nothing was said in this decision whose id begins with " + digits
                            : "say more of the id than " + digits);
        }
        return found.getFirst();
    }
}
