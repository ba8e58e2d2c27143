package dev.meridian.model.formats.archive;

import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.ReceivedStatement;
import java.util.List;

/**
 * A decision with all that led to it.
 *
 * @param statements in the order of the log
 */
public record DecisionHistory(Decision decision, List<ReceivedStatement> statements) {

    public DecisionHistory {
        statements = List.copyOf(statements);
    }
}
