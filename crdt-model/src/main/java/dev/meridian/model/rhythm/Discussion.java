package dev.meridian.model.rhythm;

import java.util.List;

/**
 * What is said and decided, as of the end of a period.
 *
 * @param remarks the oldest first
 */
public record Discussion(List<Remark> remarks, List<ThreadFact> threads, List<DecisionFact> decisions) {

    public static final Discussion NONE = new Discussion(List.of(), List.of(), List.of());

    public Discussion {
        remarks = List.copyOf(remarks);
        threads = List.copyOf(threads);
        decisions = List.copyOf(decisions);
    }
}
