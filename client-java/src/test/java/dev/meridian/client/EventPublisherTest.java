package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.client.WorkspaceEvent.Progressed;
import dev.meridian.client.WorkspaceStatus.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events to subscribers of every speed. */
@Timeout(120)
class EventPublisherTest {
    private final EventPublisher publisher = new EventPublisher("events");

    @AfterEach
    void end() {
        publisher.close();
    }

    private static WorkspaceEvent event(long number) {
        return new Progressed(Connection.LIVE, number, 0);
    }

    /** Asks when it is told to. */
    private static final class Asking implements Flow.Subscriber<WorkspaceEvent> {
        private final List<WorkspaceEvent> got = new CopyOnWriteArrayList<>();
        private volatile Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };
        private volatile boolean subscribed;
        private volatile boolean failed;
        private volatile boolean throwing;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscribed = true;
        }

        @Override
        public void onNext(WorkspaceEvent event) {
            got.add(event);
            if (throwing) {
                throw new IllegalStateException("a bad subscriber");
            }
        }

        @Override
        public void onError(Throwable reason) {
            failed = true;
        }

        @Override
        public void onComplete() {}
    }

    private Asking subscribed() {
        Asking asking = new Asking();
        publisher.subscribe(asking);
        await().until(() -> asking.subscribed);
        return asking;
    }

    @Test
    void givesNoMoreThanWasAskedFor() {
        Asking asking = subscribed();
        publisher.publish(event(1));
        publisher.publish(event(2));
        asking.subscription.request(1);

        await().until(() -> asking.got.size() == 1);
        asking.subscription.request(5);
        await().until(() -> asking.got.size() == 2);
        assertThat(asking.got).containsExactly(event(1), event(2));
    }

    @Test
    void tellsASlowSubscriberHowMuchItMissedInItsPlace() {
        Asking slow = subscribed();
        int total = EventPublisher.WAITING_MAX + 3;
        for (int i = 1; i <= total; i++) {
            publisher.publish(event(i));
        }

        slow.subscription.request(Long.MAX_VALUE);
        await().until(() -> slow.got.size() == EventPublisher.WAITING_MAX);
        publisher.publish(event(total + 1));
        await().until(() -> slow.got.size() == EventPublisher.WAITING_MAX + 2);

        assertThat(slow.got.subList(EventPublisher.WAITING_MAX - 1, EventPublisher.WAITING_MAX + 2))
                .containsExactly(event(EventPublisher.WAITING_MAX), new WorkspaceEvent.Missed(3), event(total + 1));
    }

    @Test
    void cancelsASubscriberThatThrowsAndKeepsTheOthers() {
        Asking bad = subscribed();
        bad.throwing = true;
        bad.subscription.request(10);
        Asking good = subscribed();
        good.subscription.request(10);

        publisher.publish(event(1));
        await().until(() -> good.got.size() == 1);
        publisher.publish(event(2));
        await().until(() -> good.got.size() == 2);

        assertThat(bad.got).hasSize(1);
    }

    @Test
    void failsASubscriberThatAsksForNothing() {
        Asking asking = subscribed();

        asking.subscription.request(0);

        await().until(() -> asking.failed);
        assertThat(publisher.hasSubscribers()).isFalse();
    }
}
