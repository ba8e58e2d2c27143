package dev.meridian.client.transport;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a relay is.
 *
 * @param secure TLS
 * @param host name or address, IPv6 in brackets
 * @param port 1 to 65535
 */
public record RelayAddress(boolean secure, String host, int port) {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    /** Reads {@code http://host[:port]} or {@code https://host[:port]} (or ws, wss), without a path; empty for anything else. */
    public static Optional<RelayAddress> of(URI relay) {
        String scheme = relay.getScheme() == null ? "" : relay.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https") || scheme.equals("wss");
        boolean plain = scheme.equals("http") || scheme.equals("ws");
        String path = relay.getPath() == null ? "" : relay.getPath();
        boolean bare = (path.isEmpty() || path.equals("/"))
                && relay.getQuery() == null
                && relay.getFragment() == null
                && relay.getUserInfo() == null;
        if (!(secure || plain) || !bare || relay.getHost() == null) {
            return Optional.empty();
        }
        int port = relay.getPort() == -1 ? (secure ? 443 : 80) : relay.getPort();
        if (port < 1 || port > 65535) {
            return Optional.empty();
        }
        return Optional.of(new RelayAddress(secure, relay.getHost().toLowerCase(Locale.ROOT), port));
    }

    /** Whether it is this machine, by its name alone: nobody is asked. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }

    /** HOST:PORT, as a login proof names it. */
    public String hostAndPort() {
        return host + ":" + port;
    }

    /** {@code http://host:port} or {@code https://host:port}. */
    public URI uri() {
        return URI.create((secure ? "https://" : "http://") + hostAndPort());
    }

    /** Where the WebSocket is. */
    URI socket() {
        return URI.create((secure ? "wss://" : "ws://") + hostAndPort() + "/sync");
    }
}
