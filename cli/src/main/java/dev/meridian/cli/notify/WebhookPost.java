package dev.meridian.cli.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A web address that is posted the letter as JSON. */
public final class WebhookPost implements Post, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STATUS_CLASS = 100;

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public WebhookPost(URI address) {
        this.address = address;
    }

    @Override
    public Optional<String> deliver(Letter letter) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(letter.json().onOneLine()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / STATUS_CLASS == 2 ? Optional.empty() : Optional.of("the webhook answered " + status);
        } catch (IOException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            return Optional.of("the webhook does not answer (" + why + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while the webhook was asked");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
