package dev.meridian.model.decision;

import java.time.Duration;

/**
 * The terms of a decision, frozen when it opens.
 *
 * @param rule what lets it pass
 * @param windowDays working days that everybody required has, from 1 (N)
 * @param minimumDays working days that are left at least after the last objection went, from 1 to {@code windowDays}
 * @param hoursMin hours that the window has at least, whatever the calendars say; 0 for none
 * @param grace how long after the deadline an objection that was written before it may still arrive (G)
 * @param hardStopDays days, of 24 hours, after which a round without an outcome expires
 * @param floor people besides the proposer who must be reached before silence counts
 * @param quorum votes, abstentions included, without which a vote says nothing
 * @param approvals who must say yes at least; for the rule consent 0 stands for everybody required
 */
public record Policy(
        Rule rule,
        int windowDays,
        int minimumDays,
        int hoursMin,
        Duration grace,
        int hardStopDays,
        int floor,
        int quorum,
        int approvals) {

    /** Longer than anybody plans: bounds what a statement can make others compute. */
    public static final int DAYS_MAX = 366;

    /** @throws IllegalArgumentException for a number out of its range */
    public Policy {
        require(windowDays >= 1 && windowDays <= DAYS_MAX, "a window of %d working days", windowDays);
        require(minimumDays >= 1 && minimumDays <= windowDays, "a fresh window of %d working days", minimumDays);
        require(hoursMin >= 0 && hoursMin <= 24 * DAYS_MAX, "a window of %d hours", hoursMin);
        require(!grace.isNegative() && grace.toDays() <= DAYS_MAX, "a grace of %s", grace);
        require(hardStopDays >= 1 && hardStopDays <= 4 * DAYS_MAX, "a hard stop after %d days", hardStopDays);
        require(floor >= 0, "a floor of %d people", floor);
        require(quorum >= 0, "a quorum of %d votes", quorum);
        require(approvals >= 0, "%d approvals", approvals);
    }

    private static void require(boolean holds, String words, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(words.formatted(value));
        }
    }

    /** The same with another window; the fresh one is never longer. */
    public Policy withWindow(int days) {
        return new Policy(
                rule,
                days,
                Math.min(minimumDays, days),
                hoursMin,
                grace,
                Math.max(hardStopDays, 3 * days),
                floor,
                quorum,
                approvals);
    }

    /** The same with another rule: for a vote that was called. */
    Policy withRule(Rule other) {
        return new Policy(other, windowDays, minimumDays, hoursMin, grace, hardStopDays, floor, quorum, approvals);
    }

    /** Of two that were frozen at the same time: the earlier one's, asking for no less than the other (DEC-52). */
    Policy joined(Policy other) {
        return new Policy(
                rule,
                Math.max(windowDays, other.windowDays),
                Math.max(minimumDays, other.minimumDays),
                Math.max(hoursMin, other.hoursMin),
                grace.compareTo(other.grace) >= 0 ? grace : other.grace,
                Math.max(hardStopDays, other.hardStopDays),
                Math.max(floor, other.floor),
                Math.max(quorum, other.quorum),
                Math.max(approvals, other.approvals));
    }
}
