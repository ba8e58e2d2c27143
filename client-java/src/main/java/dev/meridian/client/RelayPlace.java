package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.sync.id.Sha256;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a relay is, and which key it must have.
 *
 * @param uri {@code http://host:port} or {@code https://host:port}
 * @param keyHash SHA-256 of its public key; empty: whatever key it has
 */
public record RelayPlace(URI uri, Optional<ByteString> keyHash) {
    private static final Pattern PIN = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** @throws IllegalArgumentException if the URI is not of that form, or the hash has not 32 bytes */
    public RelayPlace {
        if (RelayAddress.of(uri).isEmpty()) {
            throw new IllegalArgumentException(
                    "A relay is named like http://host:port or https://host:port, not " + uri + ".");
        }
        if (keyHash.isPresent() && keyHash.get().size() != Sha256.LENGTH) {
            throw new IllegalArgumentException("A hash has 32 bytes.");
        }
    }

    /** With whatever key it has. */
    public static RelayPlace at(URI uri) {
        return new RelayPlace(uri, Optional.empty());
    }

    /** A key's hash as {@code meridian relay} prints it: 43 characters, as in an invite link. */
    public static Optional<ByteString> parsePin(String text) {
        return Optional.of(text)
                .filter(PIN.asMatchPredicate())
                .map(pin -> ByteString.copyFrom(Base64.getUrlDecoder().decode(pin)))
                .filter(hash -> pinText(hash).equals(text));
    }

    /** The hash of a key as a person copies it. */
    public static String pinText(ByteString keyHash) {
        return RelayTrust.text(keyHash);
    }

    /** Whether what is sent there travels open through a network: no TLS, and not this machine. */
    public boolean isOpenToTheNetwork() {
        RelayAddress address = address();
        return !address.secure() && !address.isLoopback();
    }

    RelayAddress address() {
        return RelayAddress.of(uri).orElseThrow();
    }
}
