package dev.meridian.bench.relay;

import dev.meridian.bench.floor.TcpFloor;
import dev.meridian.bench.wire.RelayProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One author pushes, many subscribers receive: deliveries a second, beside a bare socket write of the same bytes. */
final class FanOut {
    private FanOut() {}

    /** How the author pushes. */
    record Load(int inFlight, int itemsAPush) {}

    /**
     * What was seen.
     *
     * @param deliveriesPerSecond entries that reached a subscriber
     * @param itemsAFrame how many entries a frame carried on average
     * @param bytesAnItem on the wire, WebSocket and head included
     */
    record Seen(double deliveriesPerSecond, double itemsAFrame, double bytesAnItem) {}

    /** Pushes for so long, then waits until everybody has everything. */
    static Seen measure(RelayProcess relay, int subscribers, Load load, Duration time) throws IOException {
        LoadWorkspace workspace = LoadWorkspace.found(relay.address());
        try (Subscribers audience =
                        new Subscribers(relay.address(), workspace, subscribers, Subscribers.Arrivals.IGNORED);
                Pushers author = new Pushers(relay.address(), List.of(workspace), load.itemsAPush())) {
            Pushers.Outcome warm = author.keepOutstanding(load.inFlight(), time.dividedBy(4));
            audience.await(warm.acknowledged() * subscribers);
            long before = audience.deliveries();
            long framesBefore = audience.frames();
            long bytesBefore = audience.bytes();
            long start = System.nanoTime();
            Pushers.Outcome pushed = author.keepOutstanding(load.inFlight(), time);
            audience.await(before + pushed.acknowledged() * subscribers);
            long nanos = System.nanoTime() - start;
            double deliveries = audience.deliveries() - before;
            return new Seen(
                    deliveries * 1e9 / nanos,
                    deliveries / (audience.frames() - framesBefore),
                    (audience.bytes() - bytesBefore) / deliveries);
        }
    }

    /** The floor for what was seen: as many bytes to as many sockets, as many of them in a write. */
    static double floor(Seen seen, int subscribers, Duration time) throws Exception {
        return TcpFloor.deliveriesPerSecond(
                subscribers,
                (int) Math.round(seen.bytesAnItem()),
                Math.max(1, (int) Math.round(seen.itemsAFrame())),
                time);
    }
}
