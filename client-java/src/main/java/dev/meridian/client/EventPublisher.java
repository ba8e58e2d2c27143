package dev.meridian.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives events to subscribers on one thread (Reactive Streams 1.0.4, as in {@link Flow}). Each subscriber has room for {@value #WAITING_MAX} events
 * that it has not asked for yet; beyond, events are dropped for it and counted, so that a slow subscriber costs nothing but its own view.
 */
final class EventPublisher implements Flow.Publisher<WorkspaceEvent>, AutoCloseable {
    static final int WAITING_MAX = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final ExecutorService thread;
    private final CopyOnWriteArrayList<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    EventPublisher(String threadName) {
        // No thread where nobody listens: it ends when there was nothing to do for a while.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(threadName).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        thread = pool;
    }

    /** Whether anybody listens. */
    boolean hasSubscribers() {
        return !subscriptions.isEmpty();
    }

    /** Hands an event to every subscriber; never waits for one. */
    void publish(WorkspaceEvent event) {
        subscriptions.forEach(each -> each.offer(event));
    }

    @Override
    public void subscribe(Flow.Subscriber<? super WorkspaceEvent> subscriber) {
        Subscription subscription = new Subscription(subscriber);
        subscriptions.add(subscription);
        subscription.run(() -> subscriber.onSubscribe(subscription));
        if (closed) {
            subscription.end();
        }
    }

    /** Completes every subscriber when it has had what waits for it. */
    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::end);
        thread.shutdown();
    }

    private final class Subscription implements Flow.Subscription {
        private final Flow.Subscriber<? super WorkspaceEvent> subscriber;
        /** Guarded by itself, as are the fields below. */
        private final Deque<WorkspaceEvent> waiting = new ArrayDeque<>();

        private long wanted;
        private long missed;
        private boolean ending;
        private boolean over;

        Subscription(Flow.Subscriber<? super WorkspaceEvent> subscriber) {
            this.subscriber = subscriber;
        }

        void offer(WorkspaceEvent event) {
            synchronized (waiting) {
                if (over || ending) {
                    return;
                }
                if (waiting.size() >= WAITING_MAX) {
                    missed++;
                    return;
                }
                if (missed > 0) {
                    waiting.add(new WorkspaceEvent.Missed(missed));
                    missed = 0;
                }
                waiting.add(event);
            }
            run(this::drain);
        }

        void end() {
            synchronized (waiting) {
                ending = true;
            }
            run(this::drain);
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                run(() -> fail(new IllegalArgumentException("asked for " + n + " events")));
                return;
            }
            synchronized (waiting) {
                wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            }
            run(this::drain);
        }

        @Override
        public void cancel() {
            synchronized (waiting) {
                over = true;
                waiting.clear();
            }
            subscriptions.remove(this);
        }

        private void drain() {
            while (true) {
                WorkspaceEvent next;
                synchronized (waiting) {
                    if (over) {
                        return;
                    }
                    if (waiting.isEmpty() && ending) {
                        over = true;
                        break;
                    }
                    if (waiting.isEmpty() || wanted == 0) {
                        return;
                    }
                    wanted--;
                    next = waiting.remove();
                }
                subscriber.onNext(next);
            }
            subscriptions.remove(this);
            subscriber.onComplete();
        }

        private void run(Runnable signal) {
            try {
                thread.execute(() -> {
                    try {
                        signal.run();
                    } catch (RuntimeException e) {
                        LOG.warn("a subscriber threw and is cancelled", e);
                        cancel();
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("after close: {}", e.toString());
            }
        }

        private void fail(Throwable reason) {
            cancel();
            subscriber.onError(reason);
        }
    }
}
