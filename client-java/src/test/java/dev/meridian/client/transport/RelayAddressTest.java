package dev.meridian.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of relays. */
class RelayAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://relay.example:8080, relay.example:8080, ws://relay.example:8080/sync",
        "http://relay.example, relay.example:80, ws://relay.example:80/sync",
        "https://Relay.Example/, relay.example:443, wss://relay.example:443/sync",
        "wss://relay.example:4433, relay.example:4433, wss://relay.example:4433/sync",
        "http://[::1]:8080, [::1]:8080, ws://[::1]:8080/sync"
    })
    void readsWhatPeopleType(String typed, String hostAndPort, String socket) {
        RelayAddress address = RelayAddress.of(URI.create(typed)).orElseThrow();

        assertThat(address.hostAndPort()).isEqualTo(hostAndPort);
        assertThat(address.socket()).isEqualTo(URI.create(socket));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://relay.example",
                "relay.example:8080",
                "http://relay.example/path",
                "http://relay.example?query",
                "http://relay.example#fragment",
                "http://user@relay.example",
                "http://relay.example:99999",
                "mailto:relay@example.org"
            })
    void refusesWhatIsNotTheAddressOfARelay(String typed) {
        assertThat(RelayAddress.of(URI.create(typed))).isEmpty();
    }

    @Test
    void formatsBackToWhatItRead() {
        URI uri = URI.create("https://relay.example:8443");

        assertThat(RelayAddress.of(uri).orElseThrow().uri()).isEqualTo(uri);
    }
}
