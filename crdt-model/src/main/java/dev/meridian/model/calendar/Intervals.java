package dev.meridian.model.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A set of instants as stretches of time.
 *
 * @param list rising, without common instants, and none touching the next
 */
public record Intervals(List<Interval> list) {

    public static final Intervals NONE = new Intervals(List.of());

    /** In any order, overlapping or not: those that touch become one. */
    public Intervals {
        list = joined(list);
    }

    public static Intervals of(Collection<Interval> any) {
        return new Intervals(List.copyOf(any));
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public Duration length() {
        return list.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    public boolean contains(Instant instant) {
        return list.stream().anyMatch(each -> each.contains(instant));
    }

    /** What lies in both. */
    public Intervals and(Intervals other) {
        List<Interval> common = new ArrayList<>();
        int ours = 0;
        int theirs = 0;
        while (ours < list.size() && theirs < other.list.size()) {
            Interval our = list.get(ours);
            Interval their = other.list.get(theirs);
            our.and(their).ifPresent(common::add);
            if (our.end().isBefore(their.end())) {
                ours++;
            } else {
                theirs++;
            }
        }
        return new Intervals(common);
    }

    /** What lies in this stretch of time. */
    public Intervals within(Interval stretch) {
        return and(new Intervals(List.of(stretch)));
    }

    /** Of a stretch of time, what is not in here. */
    public Intervals gapsIn(Interval stretch) {
        List<Interval> gaps = new ArrayList<>();
        Instant free = stretch.start();
        for (Interval each : within(stretch).list) {
            if (free.isBefore(each.start())) {
                gaps.add(new Interval(free, each.start()));
            }
            free = each.end();
        }
        if (free.isBefore(stretch.end())) {
            gaps.add(new Interval(free, stretch.end()));
        }
        return new Intervals(gaps);
    }

    public Optional<Instant> start() {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.getFirst().start());
    }

    public Optional<Instant> end() {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast().end());
    }

    private static List<Interval> joined(List<Interval> any) {
        List<Interval> joined = new ArrayList<>();
        for (Interval each :
                any.stream().sorted(Comparator.comparing(Interval::start)).toList()) {
            if (!joined.isEmpty() && !joined.getLast().end().isBefore(each.start())) {
                Interval last = joined.removeLast();
                Instant end = last.end().isBefore(each.end()) ? each.end() : last.end();
                joined.add(new Interval(last.start(), end));
            } else {
                joined.add(each);
            }
        }
        return List.copyOf(joined);
    }
}
