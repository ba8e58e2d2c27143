package dev.meridian.server.net;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which clients may dial this relay. A login is bound to one of them, as HOST:PORT in lower case.
 *
 * @param names empty: any, whatever the client dialled
 */
public record HostNames(Set<String> names) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Copies the set. */
    public HostNames {
        names = Set.copyOf(names);
    }

    /** Names as an operator writes them: HOST:PORT, or HOST for the ports of http and https. */
    public static HostNames of(Set<String> written) {
        Set<String> names = new HashSet<>();
        for (String each : written) {
            String name = each.toLowerCase(Locale.ROOT);
            if (hasPort(name)) {
                names.add(name);
            } else {
                names.add(name + ":" + HTTP_PORT);
                names.add(name + ":" + HTTPS_PORT);
            }
        }
        return new HostNames(names);
    }

    /**
     * What the client dialled, as HOST:PORT; empty if that is no name of this relay.
     *
     * @param hostHeader leaves out the port of its scheme
     * @param secure whether the client speaks TLS, with whoever ends it before us
     */
    Optional<String> dialled(String hostHeader, boolean secure) {
        if (hostHeader.isEmpty()) {
            return Optional.empty();
        }
        String asked = hostHeader.toLowerCase(Locale.ROOT);
        String http = asked + ":" + HTTP_PORT;
        String https = asked + ":" + HTTPS_PORT;
        if (names.isEmpty()) {
            return Optional.of(hasPort(asked) ? asked : secure ? https : http);
        }
        if (hasPort(asked)) {
            return Optional.of(asked).filter(names::contains);
        }
        // Which of both it was does not matter here: the machine tries every name of the relay.
        return Optional.of(names.contains(https) ? https : http).filter(names::contains);
    }

    /** Whether a page of this origin may connect: it must come from the relay itself. Other programs send no Origin. */
    boolean acceptsOrigin(@Nullable String origin, String hostHeader) {
        if (origin == null) {
            return true;
        }
        return authority(origin)
                .filter(from -> hostHeader.equalsIgnoreCase(from)
                        || names.contains(from)
                        || names.contains(from + ":" + HTTPS_PORT))
                .isPresent();
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(
                    URI.create(origin.toLowerCase(Locale.ROOT)).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not an origin, so not ours
        }
    }

    private static boolean hasPort(String host) {
        return host.lastIndexOf(':') > host.lastIndexOf(']');
    }
}
