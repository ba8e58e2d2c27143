package dev.meridian.model.zones;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.OutOfHours;
import dev.meridian.model.team.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What meetings cost whom in the last 52 weeks (ZONES-5). It is kept with the members, a key a meeting for each who paid: two who record the same
 * meeting write the same keys.
 *
 * @param minutes everybody's, nought included
 */
public record Ledger(SortedMap<MemberId, Integer> minutes) {

    private static final Duration KEPT = Duration.ofDays(52 * 7);

    public Ledger {
        minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
    }

    /** As it stands at a moment; meetings that are still to come count too. */
    public static Ledger of(Team team, Instant now) {
        SortedMap<MemberId, Integer> minutes = new TreeMap<>();
        team.members()
                .forEach((id, member) -> minutes.put(
                        id,
                        member.outOfHours().stream()
                                .filter(each -> !isOld(each, now))
                                .mapToInt(OutOfHours::minutes)
                                .sum()));
        return new Ledger(minutes);
    }

    /** The intents that record a meeting with what it cost each, and drop what does not count any more. */
    public static List<TeamIntent> record(Team team, Slot held, Instant now) {
        List<TeamIntent> intents = forget(team, held.time().start());
        held.outOfHours()
                .forEach((member, minutes) -> intents.add(
                        new TeamIntent.AddOutOfHours(member, held.time().start(), minutes)));
        for (Member member : team.members().values()) {
            member.outOfHours().stream()
                    .filter(each -> isOld(each, now))
                    .forEach(each -> intents.add(new TeamIntent.RemoveOutOfHours(member.id(), each.meeting())));
        }
        return intents;
    }

    /** The intents that take a meeting out again: it did not take place. */
    public static List<TeamIntent> forget(Team team, Instant start) {
        List<TeamIntent> intents = new ArrayList<>();
        for (Member member : team.members().values()) {
            if (member.outOfHours().stream().anyMatch(each -> each.meeting().equals(start))) {
                intents.add(new TeamIntent.RemoveOutOfHours(member.id(), start));
            }
        }
        return intents;
    }

    private static boolean isOld(OutOfHours each, Instant now) {
        return each.meeting().isBefore(now.minus(KEPT));
    }
}
