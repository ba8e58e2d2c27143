package dev.meridian.server.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** One timer for each host. Owned by the shard's thread. */
final class Timers {
    private record Timer(long atMillis, WorkspaceHost host) {}

    private final PriorityQueue<Timer> queue = new PriorityQueue<>(Comparator.comparingLong(Timer::atMillis));
    private final Map<WorkspaceHost, Timer> current = new HashMap<>();

    /** Replaces the host's timer. */
    void set(WorkspaceHost host, long atMillis) {
        Timer before = current.get(host);
        if (before == null || before.atMillis() != atMillis) {
            Timer timer = new Timer(atMillis, host);
            current.put(host, timer);
            queue.add(timer); // the one before stays in the queue until its time, and is passed over then
        }
    }

    void cancel(WorkspaceHost host) {
        current.remove(host);
    }

    /** When the next one is due, or the end of time. */
    long nextMillis() {
        Timer next = queue.peek();
        return next == null ? Long.MAX_VALUE : next.atMillis();
    }

    /** Takes out those whose time has come. */
    List<WorkspaceHost> due(long nowMillis) {
        List<WorkspaceHost> due = new ArrayList<>();
        for (Timer next = queue.peek(); next != null && next.atMillis() <= nowMillis; next = queue.peek()) {
            queue.remove();
            if (current.remove(next.host(), next)) {
                due.add(next.host());
            }
        }
        return due;
    }
}
