package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide material}. */
@Command(name = "material", header = "Mark an edit as material: the window starts again.")
final class DecideMaterial extends DecideSaying {

    @Parameters(
            index = "1",
            paramLabel = "REVISE",
            description = "The beginning of the id of the statement that revised.")
    private String revise = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.markMaterial(statement(decision, revise));
    }
}
