package dev.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.bench.Request.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {
    @Test
    void withoutWordsEverythingIsMeasured() {
        Request request = Request.parse(List.of());

        assertThat(request.parts()).containsExactlyInAnyOrder(Part.values());
        assertThat(request.quick()).isFalse();
        assertThat(request.out()).isEmpty();
    }

    @Test
    void namesPartsAndFiles() {
        Request request = Request.parse(List.of("relay", "quick", "--out", "report.md"));

        assertThat(request.parts()).containsExactly(Part.RELAY);
        assertThat(request.quick()).isTrue();
        assertThat(request.out()).contains(Path.of("report.md"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Request.parse(List.of("everything"))).hasMessageContaining("everything");
        assertThatThrownBy(() -> Request.parse(List.of("--out"))).hasMessageContaining("--out");
    }
}
