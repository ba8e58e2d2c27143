package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.Intervals;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkDay;
import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Work passing from one person to the next around the globe (ZONES-6).
 *
 * @param shared when both are at work; empty where their days do not meet
 * @param gap from the end of the one's day to the start of the other's; none where they meet
 */
public record HandOver(MemberId from, MemberId to, Intervals shared, Optional<Interval> gap) {

    private record Turn(MemberId member, WorkDay day) {}

    private static final Comparator<Turn> AROUND_THE_GLOBE = Comparator.comparing(
                    (Turn turn) -> turn.day().start())
            .thenComparing(turn -> turn.day().end())
            .thenComparing(Turn::member);

    /**
     * Everybody's working day that is under way, or else the next, by its start; each hands over to the next, the last to the following working day
     * of the first. Who is never at work is not in it; empty for fewer than two.
     */
    public static List<HandOver> from(Crew crew, Instant now) {
        List<Turn> turns = new ArrayList<>();
        crew.calendars()
                .forEach((member, calendar) ->
                        calendar.currentOrNextDay(now).ifPresent(day -> turns.add(new Turn(member, day))));
        turns.sort(AROUND_THE_GLOBE);
        if (turns.size() < 2) {
            return List.of();
        }
        Turn first = turns.getFirst();
        following(crew, first).ifPresent(turns::add);
        List<HandOver> all = new ArrayList<>();
        for (int i = 0; i + 1 < turns.size(); i++) {
            all.add(between(turns.get(i), turns.get(i + 1)));
        }
        return List.copyOf(all);
    }

    private static Optional<Turn> following(Crew crew, Turn first) {
        return Optional.ofNullable(crew.calendars().get(first.member()))
                .flatMap((WorkCalendar calendar) ->
                        calendar.nthDayFrom(first.day().end(), 1))
                .map(day -> new Turn(first.member(), day));
    }

    private static HandOver between(Turn one, Turn other) {
        Intervals shared = one.day().hours().and(other.day().hours());
        Instant ends = one.day().end();
        Instant begins = other.day().start();
        Optional<Interval> gap = ends.isBefore(begins) ? Optional.of(new Interval(ends, begins)) : Optional.empty();
        return new HandOver(one.member(), other.member(), shared, gap);
    }
}
