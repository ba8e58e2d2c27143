package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian decide revise}. */
@Command(name = "revise", header = "Say that the document as it is now is the proposal.")
final class DecideRevise extends DecideSaying {

    @Option(
            names = "--immaterial",
            description = "Only the wording changed: consents are kept, unless somebody required finds otherwise.")
    private boolean immaterial;

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.revise(!immaterial);
    }
}
