package dev.meridian.server.tls;

import java.time.Instant;
import java.util.Optional;

/** Where credentials come from. Called by one thread at a time. */
public interface CredentialSource {
    /**
     * The credentials to use from now on, if they are others than those that it gave before; the first call always gives some.
     *
     * @throws TlsException if they cannot be read or made; those given before go on being used
     */
    Optional<Credentials> renewed(Instant now) throws TlsException;
}
