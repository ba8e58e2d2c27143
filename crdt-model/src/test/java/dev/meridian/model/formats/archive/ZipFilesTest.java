package dev.meridian.model.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files as one ZIP. */
class ZipFilesTest {
    private final TimeZone here = TimeZone.getDefault();

    @AfterEach
    void comeHome() {
        TimeZone.setDefault(here);
    }

    private static byte[] writtenIn(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        return ZipFiles.write(new TreeMap<>(Map.of("notes/plan.md", "Plan".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theSameFilesAreTheSameBytesInEveryTimeZone() {
        assertThat(writtenIn("America/New_York")).isEqualTo(writtenIn("Asia/Tokyo"));
    }
}
