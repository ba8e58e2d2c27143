package dev.meridian.server.net;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** A short answer in plain text. */
record HttpAnswer(HttpResponseStatus status, String text, Map<String, String> headers) {
    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    HttpAnswer(HttpResponseStatus status, String text) {
        this(status, text, Map.of());
    }
}
