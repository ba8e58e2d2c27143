package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A round as it stands.
 *
 * @param number from 1
 * @param revisionNumber from 1, rising with each material revision
 * @param revisionBegan position at which the revision did: who had not seen that does not speak of it
 * @param policy as it holds now: the terms', but for a vote that was called
 * @param hardStop when it expires without an outcome
 * @param extensions how often the deadline was put off by itself
 */
public record RoundView(
        int number,
        int revisionNumber,
        Revision revision,
        long revisionBegan,
        SortedSet<MemberId> proposers,
        Terms terms,
        Policy policy,
        LogEnd opened,
        Due due,
        Instant hardStop,
        int extensions,
        List<Standing> people,
        List<Objection> objections) {
    public RoundView {
        proposers = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(proposers));
        people = List.copyOf(people);
        objections = List.copyOf(objections);
    }
}
