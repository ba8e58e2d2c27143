package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void keysKeepTheirOrderAndAnAbsentValueIsNull_CMD3() {
        Json json = Json.object()
                .put("b", "text \"quoted\" \u0007 ⟳")
                .put("a", 12)
                .put("none", Optional.empty())
                .put("some", Optional.of(1.5))
                .put("yes", true)
                .put("list", List.of(1, "two", Json.object().put("x", 3)));
        assertThat(json.onOneLine())
                .isEqualTo("{\"b\":\"text \\\"quoted\\\" \\u0007 ⟳\",\"a\":12,\"none\":null,\"some\":1.5,\"yes\":true,"
                        + "\"list\":[1,\"two\",{\"x\":3}]}");
    }

    @Test
    void theIndentedFormHasTheSameValues() {
        Json json = Json.object().put("a", List.of(1, 2));
        assertThat(json.indented().replaceAll("\\s", "")).isEqualTo(json.onOneLine());
    }
}
