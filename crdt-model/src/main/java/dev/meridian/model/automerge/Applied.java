package dev.meridian.model.automerge;

import java.util.List;

/**
 * What became of a batch of changes.
 *
 * @param outcomes one for each change, in order
 * @param touched by all accepted ones together
 */
public record Applied(List<ChangeOutcome> outcomes, Touched touched) {

    public Applied {
        outcomes = List.copyOf(outcomes);
    }
}
