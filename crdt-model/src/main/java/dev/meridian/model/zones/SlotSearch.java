package dev.meridian.model.zones;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.id.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the times at which a meeting hurts least (ZONES-3 to ZONES-5). All starts on a quarter of an hour are tried: there are 672 in a week, so
 * that no cleverness is needed, and the answer is the best there is.
 */
public final class SlotSearch {

    private static final int STEP_SECONDS = 15 * 60;

    /** Who paid most is asked last, so that everybody has their turn; then nights, minutes, distance; the earlier of equals. */
    private static final Comparator<Slot> LEAST_BAD = Comparator.comparingInt(Slot::worstTotal)
            .thenComparingInt(slot -> slot.atNight().size())
            .thenComparingInt(Slot::sumMinutes)
            .thenComparingInt(Slot::awayMinutes)
            .thenComparing(slot -> slot.time().start());

    private final List<Attendee> attendees;
    private final Interval stretch;
    private final Duration length;

    /**
     * @param paid minutes that people paid before (see {@link Ledger}); who is not in it paid none
     * @param length of the meeting, from a minute to a day
     */
    public SlotSearch(Crew crew, Map<MemberId, Integer> paid, Interval stretch, Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a meeting takes from a minute to a day: " + length);
        }
        this.attendees = crew.calendars().entrySet().stream()
                .map(each -> Attendee.of(each.getKey(), each.getValue(), paid.getOrDefault(each.getKey(), 0), stretch))
                .toList();
        this.stretch = stretch;
        this.length = length;
    }

    /** The best, at most so many, none of which overlaps another; the least bad first. Empty where the stretch is too short. */
    public List<Slot> best(int count) {
        List<Slot> chosen = new ArrayList<>();
        for (Slot slot : all().stream().sorted(LEAST_BAD).toList()) {
            if (chosen.size() == count) {
                break;
            }
            if (chosen.stream().noneMatch(each -> each.time().and(slot.time()).isPresent())) {
                chosen.add(slot);
            }
        }
        return List.copyOf(chosen);
    }

    /** Every start on a quarter of an hour (UTC) from which the meeting fits into the stretch. */
    private List<Slot> all() {
        List<Slot> all = new ArrayList<>();
        long first = Math.ceilDiv(stretch.start().getEpochSecond(), STEP_SECONDS) * STEP_SECONDS;
        for (Instant start = Instant.ofEpochSecond(first);
                !start.plus(length).isAfter(stretch.end());
                start = start.plusSeconds(STEP_SECONDS)) {
            if (!start.isBefore(stretch.start())) {
                all.add(slot(new Interval(start, start.plus(length))));
            }
        }
        return all;
    }

    /** What a meeting at this time costs. */
    public Slot slot(Interval time) {
        SortedMap<MemberId, Integer> pays = new TreeMap<>();
        SortedSet<MemberId> atNight = new TreeSet<>();
        int worst = 0;
        int away = 0;
        for (Attendee each : attendees) {
            int minutes = each.outOfHours(time);
            if (minutes > 0) {
                worst = Math.max(worst, each.paidMinutes() + minutes);
                pays.put(each.member(), minutes);
                away = Math.max(away, each.awayMinutes(time));
                if (each.isAtNight(time)) {
                    atNight.add(each.member());
                }
            }
        }
        return new Slot(time, pays, atNight, worst, away);
    }
}
