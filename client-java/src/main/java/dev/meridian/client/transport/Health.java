package dev.meridian.client.transport;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Asks a relay whether it is there, without a WebSocket. */
public final class Health {
    private static final int OK = 200;

    private Health() {}

    /** Whether something at the address says within this time that it is well, with a certificate that is good. Blocks. */
    public static boolean answers(RelayAddress address, SSLContext tls, Duration within) {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(within)
                .sslContext(tls)
                .sslParameters(Dialer.tls13())
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(address.uri().resolve("/healthz"))
                    .timeout(within)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false; // not there is what was asked
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
