package dev.meridian.server.net;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names under which clients may dial this relay, as HOST or HOST:PORT, lower case.
 *
 * @param names empty: any, whatever the client dialled
 */
public record HostNames(Set<String> names) {
    /** Names are compared without regard to case. */
    public HostNames {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a Host header names this relay. */
    boolean accepts(String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        return names.isEmpty() || names.contains(asked) || names.contains(withoutPort(asked));
    }

    /** Whether a page of this origin may connect: it must come from the relay itself. Other programs send no Origin. */
    boolean acceptsOrigin(@Nullable String origin, String host) {
        if (origin == null) {
            return true;
        }
        return authority(origin).filter(host::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not an origin, so not ours
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
