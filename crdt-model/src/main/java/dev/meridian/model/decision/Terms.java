package dev.meridian.model.decision;

import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is frozen when a decision opens, but for the proposal itself (DEC-2).
 *
 * @param question one line
 * @param options from which one is chosen; the recommendation alone where there are none
 * @param recommendation what passes by silence or consent
 * @param people each at most once; the proposer may be among them or not
 * @param deadline as the opener's machine computed it; it only moves later
 * @param supersedes decisions that end when this one is accepted
 * @param reviewOn when to look at it again
 */
public record Terms(
        String question,
        List<String> options,
        String recommendation,
        MemberId decider,
        List<Participant> people,
        Policy policy,
        Deadline deadline,
        Set<DocumentId> supersedes,
        Optional<LocalDate> reviewOn) {
    public Terms {
        options = List.copyOf(options);
        people = List.copyOf(people);
        supersedes = Set.copyOf(supersedes);
    }

    Terms withReviewOn(LocalDate date) {
        return new Terms(
                question, options, recommendation, decider, people, policy, deadline, supersedes, Optional.of(date));
    }

    Terms withSuperseded(DocumentId decision) {
        Set<DocumentId> more = new HashSet<>(supersedes);
        more.add(decision);
        return new Terms(question, options, recommendation, decider, people, policy, deadline, more, reviewOn);
    }
}
