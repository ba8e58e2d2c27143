package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void nothingIsDrawnWhereNobodyLooks_CMD8() {
        try (Progress progress = progress(false)) {
            progress.at("receiving", 1, 10);
        }
        assertThat(drawn()).isEmpty();
    }

    @Test
    void theLineIsTakenAwayAtTheEnd_CMD8() {
        try (Progress progress = progress(true)) {
            progress.at("receiving", 5_000, 10_000);
            assertThat(drawn()).endsWith("receiving  ████████████░░░░░░░░░░░░  5,000 of 10,000");
        }
        assertThat(drawn()).endsWith("\r\u001b[K");
    }

    @Test
    void itIsRedrawnSometimesAndAtTheEndAlways_CMD8() {
        try (Progress progress = progress(true)) {
            for (int done = 0; done <= 1_000; done++) {
                nanos.addAndGet(1_000_000);
                progress.at("sending", done, 1_000);
            }
            assertThat(drawn().split("\r")).hasSizeBetween(12, 16);
            assertThat(drawn()).endsWith("1,000 of 1,000");
        }
    }

    private Progress progress(boolean shown) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), shown, nanos::get);
    }

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
