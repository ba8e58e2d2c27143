package dev.meridian.client;

import dev.meridian.client.transport.RelayAddress;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.id.ItemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What callers wait for. Owned by the workspace's thread. */
final class Errands {
    private final List<Errand<?>> waiting = new ArrayList<>();
    private final Supplier<RelayAddress> relay;

    /** @param relay where it is dialled now */
    Errands(Supplier<RelayAddress> relay) {
        this.relay = relay;
    }

    void begin(Errand<?> errand, ClientStatus status) {
        waiting.add(errand);
        errand.status(status);
    }

    /** Whether nobody waits any more. */
    boolean isEmpty() {
        waiting.removeIf(Errand::isDone);
        return waiting.isEmpty();
    }

    /** Tells each; an errand may end by it, or another begin. */
    void tell(Consumer<Errand<?>> news) {
        List.copyOf(waiting).forEach(news);
    }

    /** Tells them that everything is here; whether one of them put something into the outbox. */
    boolean live() {
        boolean wrote = false;
        for (Errand<?> errand : List.copyOf(waiting)) {
            wrote |= !errand.isDone() && errand.live();
        }
        return wrote;
    }

    /** Whether one of them makes this item anew if it is refused. */
    boolean makesAnew(ItemId item) {
        return waiting.stream().anyMatch(errand -> !errand.isDone() && errand.makesAnew(item));
    }

    void failAll(RuntimeException reason) {
        tell(each -> each.failed(reason));
        waiting.clear();
    }

    /**
     * Ends those for whom nothing has moved for so long.
     *
     * @param heldUp why, as far as the relay says; blank where it says nothing
     */
    void expire(long nowNanos, long lastMoveNanos, Duration limit, String heldUp) {
        tell(errand -> {
            if (nowNanos - Math.max(lastMoveNanos, errand.startedNanos()) > limit.toNanos()) {
                errand.failed(
                        errand.reachedRelay() && !heldUp.isBlank()
                                ? Failures.heldUp(relay.get(), heldUp, limit)
                                : Failures.timeout(relay.get(), limit));
            }
        });
    }

    /** Whoever has not reached the relay at all is told at once; who has, waits for it to come back. */
    void relayIsAway(String reason, boolean spoken) {
        tell(errand -> {
            if (!errand.reachedRelay()) {
                errand.failed(Failures.unreachable(relay.get(), reason, spoken));
            }
        });
    }
}
