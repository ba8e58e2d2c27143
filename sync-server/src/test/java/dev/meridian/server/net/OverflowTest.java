package dev.meridian.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.meridian.server.metrics.RelayMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OverflowTest {
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Overflow overflow = new Overflow(2, new RelayMeters(registry), nanos::get);
    private final Logger logger = (Logger) LoggerFactory.getLogger(Overflow.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void end() {
        logger.detachAppender(logged);
    }

    private double refused(String reason) {
        return registry.counter("meridian.sockets.refused", "reason", reason).count();
    }

    @Test
    void whatCannotBeTakenIsCountedAndSaidOnceAMinute_SRV14() {
        assertThat(overflow.isTooMany(2)).isFalse();
        for (int i = 0; i < 5; i++) {
            assertThat(overflow.isTooMany(3)).isTrue();
        }
        assertThat(refused("full")).isEqualTo(5);
        assertThat(logged.list).hasSize(1);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(overflow.isTooMany(3)).isTrue();
        assertThat(logged.list)
                .hasSize(2)
                .allMatch(event -> event.getFormattedMessage()
                        .equals("2 sockets are open, as many as may be; new ones are closed at once"));
    }

    @Test
    void aSystemWithoutFilesIsSaidInOneLine_SRV14() {
        EmbeddedChannel listening = new EmbeddedChannel(overflow);
        for (int i = 0; i < 3; i++) {
            listening.pipeline().fireExceptionCaught(new IOException("accept(..): Too many open files"));
        }
        assertThatCode(listening::checkException).doesNotThrowAnyException();
        assertThat(refused("failed")).isEqualTo(3);
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains("those that are open go on", "Too many open files");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }
}
