package dev.meridian.client.transport;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a connection failed, in words for a person: the JDK's exceptions often have none. */
final class DialFailure {
    private DialFailure() {}

    static String sentence(RelayAddress address, Throwable failure) {
        return address.hostAndPort() + ": " + words(failure);
    }

    static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case HttpTimeoutException timeout -> "no answer in time";
            case CancellationException cancelled -> "no answer in time";
            case WebSocketHandshakeException refused ->
                "what answers there is not a relay (HTTP status "
                        + refused.getResponse().statusCode() + ")";
            case SSLException tls ->
                "no secure connection: " + ofCertificate(tls).orElseGet(() -> said(tls));
            case ConnectException connect -> isUnresolved(connect) ? "no such host" : "connection refused";
            case UnknownHostException unknown -> "no such host";
            case UnresolvedAddressException unresolved -> "no such host";
            default -> said(cause);
        };
    }

    /** What was wrong with the certificate, without the classes' names that TLS puts before it. */
    private static Optional<String> ofCertificate(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return Optional.of(said(each));
            }
        }
        return Optional.empty();
    }

    private static boolean isUnresolved(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
    }
}
