package dev.meridian.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private final HostNames any = HostNames.of(Set.of());
    private final HostNames own = HostNames.of(Set.of("Relay.Example", "other.example:8443"));

    @Test
    void takesWhateverWasDialledWhereNothingIsConfigured_SRV10() {
        assertThat(any.dialled("Localhost:8080", false)).contains("localhost:8080");
        assertThat(any.dialled("[::1]:8080", false)).contains("[::1]:8080");
        assertThat(any.dialled("", false)).isEmpty();
    }

    @Test
    void addsThePortThatAHostHeaderLeavesOut_SRV10() {
        assertThat(any.dialled("relay.example", false)).contains("relay.example:80");
        assertThat(any.dialled("relay.example", true)).contains("relay.example:443");
        assertThat(any.dialled("[::1]", true)).contains("[::1]:443");
    }

    @Test
    void knowsItsOwnNamesOnly_SRV10() {
        assertThat(own.names())
                .containsExactlyInAnyOrder("relay.example:80", "relay.example:443", "other.example:8443");
        assertThat(own.dialled("RELAY.example", false)).contains("relay.example:443");
        assertThat(own.dialled("relay.example:443", true)).contains("relay.example:443");
        assertThat(own.dialled("other.example:8443", true)).contains("other.example:8443");
        assertThat(own.dialled("relay.example:8080", false)).isEmpty();
        assertThat(own.dialled("evil.example", false)).isEmpty();
    }

    @Test
    void attack16_letsInPagesOfItsOwnOriginOnly_SRV10() {
        assertThat(own.acceptsOrigin(null, "relay.example")).isTrue();
        assertThat(own.acceptsOrigin("https://relay.example", "relay.example")).isTrue();
        assertThat(own.acceptsOrigin("https://Other.example:8443", "other.example:8443"))
                .isTrue();
        assertThat(own.acceptsOrigin("https://evil.example", "relay.example")).isFalse();
        assertThat(own.acceptsOrigin("null", "relay.example")).isFalse();
        assertThat(any.acceptsOrigin("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(any.acceptsOrigin("http://localhost:8081", "localhost:8080")).isFalse();
    }
}
