package dev.meridian.model.rhythm;

import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a decision stands, as far as the pages need it.
 *
 * @param outcome in words, without a full stop
 * @param deadline of an open one
 * @param since when it reached this standing; empty where that is not in the log yet
 * @param waitingFor required people who have not answered
 * @param objectionRounds how often it was objected to since it was opened
 */
public record DecisionFact(
        DocumentId document,
        Standing standing,
        String outcome,
        Optional<Instant> deadline,
        Optional<Instant> since,
        SortedSet<MemberId> waitingFor,
        int objectionRounds) {

    /** Coarser than the decision's own state. */
    public enum Standing {
        OPEN,
        OBJECTED,
        EXPIRED,
        /** Accepted, rejected, withdrawn or superseded. */
        OVER
    }

    public DecisionFact {
        waitingFor = Collections.unmodifiableSortedSet(new TreeSet<>(waitingFor));
    }
}
