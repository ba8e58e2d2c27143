package dev.meridian.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to happen, in order. Events of the same instant happen in the order they were planned. */
final class Clock {
    private record Event(long atMillis, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::number));
    private long nowMillis;
    private long planned;

    Clock(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    long nowMillis() {
        return nowMillis;
    }

    void in(long delayMillis, Runnable action) {
        at(nowMillis + delayMillis, action);
    }

    void at(long atMillis, Runnable action) {
        events.add(new Event(Math.max(atMillis, nowMillis), planned++, action));
    }

    /** Lets happen what is planned up to a time. */
    void runUntil(long untilMillis) {
        while (!events.isEmpty() && events.element().atMillis <= untilMillis) {
            Event event = events.remove();
            nowMillis = event.atMillis;
            event.action.run();
        }
        nowMillis = untilMillis;
    }
}
