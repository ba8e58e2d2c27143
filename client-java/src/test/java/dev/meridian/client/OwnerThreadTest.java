package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OwnerThreadTest {
    private final OwnerThread thread = new OwnerThread("owner");
    private final List<String> done = new CopyOnWriteArrayList<>();

    /** What the last body lets go of, what was posted before has no more. */
    @Test
    void whatWasPostedAndHasNotHadItsTurnIsLetGo() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        thread.post(() -> {
            busy.countDown();
            awaitQuietly(closing);
        });
        busy.await();
        Thread closer = Thread.ofPlatform()
                .start(() -> thread.close(() -> {
                    done.add("closed");
                    thread.post(() -> done.add("posted by the last body"));
                }));
        closing.countDown();
        closer.join();
        assertThatThrownBy(() -> thread.call(() -> done.add("called"))).isInstanceOf(ClosedException.class);
        assertThat(done).containsExactly("closed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
