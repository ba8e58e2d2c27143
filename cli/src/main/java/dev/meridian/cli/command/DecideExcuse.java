package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.client.DecisionHandle;
import dev.meridian.model.id.StatementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian decide excuse}. */
@Command(name = "excuse", header = "Require somebody no more, as the decider.")
final class DecideExcuse extends DecideSaying {

    @Parameters(index = "1", paramLabel = "MEMBER", description = "By part of the name, or the beginning of the id.")
    private String member = "";

    @Parameters(index = "2", arity = "0..1", paramLabel = "REASON", description = "Why, in a sentence.")
    private String reason = "";

    @Override
    StatementId say(DecisionHandle decision, Names names) {
        return decision.excuse(names.member(member).id(), reason);
    }
}
