package dev.meridian.server.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.Frame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MailboxTest {
    /** A connection of which only its number matters. */
    private record Numbered(long number) implements Connection {
        @Override
        public boolean isBackedUp() {
            return false;
        }

        @Override
        public void loggedIn() {}

        @Override
        public void resumeReading() {}
    }

    private final Mailbox mailbox = new Mailbox(2, 1_000);
    private final Numbered one = new Numbered(1);
    private final Numbered two = new Numbered(2);

    private static Mail.Arrived frame(Connection from, int bytes) {
        return new Mail.Arrived(from, Frame.getDefaultInstance(), bytes);
    }

    @Test
    void takesSoManyFramesAndNamesWhomItRefused_SRV5() throws Exception {
        assertThat(mailbox.offer(frame(one, 1))).isTrue();
        assertThat(mailbox.offer(frame(one, 1))).isTrue();
        assertThat(mailbox.offer(frame(two, 1))).isFalse();
        Mailbox.Delivery delivery = mailbox.take(0);
        assertThat(delivery.mail()).hasSize(2);
        assertThat(delivery.refused()).containsExactly(two);
        assertThat(mailbox.offer(frame(two, 1))).as("after it was emptied").isTrue();
    }

    @Test
    void takesSoManyBytes_SRV5() {
        assertThat(mailbox.offer(frame(one, 5_000)))
                .as("one frame fits whatever its size")
                .isTrue();
        assertThat(mailbox.offer(frame(one, 1))).isFalse();
    }

    @Test
    void alwaysTakesTheShardsOwnMailInItsPlace_SRV5() throws Exception {
        mailbox.offer(frame(one, 1));
        mailbox.offer(frame(one, 1));
        mailbox.put(new Mail.Gone(one));
        assertThat(mailbox.take(0).mail()).last().isEqualTo(new Mail.Gone(one));
    }

    @Test
    void waitsForMail_SRV5() throws Exception {
        Thread writer = Thread.ofPlatform().start(() -> mailbox.put(new Mail.Gone(one)));
        assertThat(mailbox.take(TimeUnit.SECONDS.toNanos(20)).mail()).hasSize(1);
        writer.join();
        assertThat(mailbox.take(1).mail()).isEmpty();
    }
}
