package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.Sha256;
import java.util.Optional;

/**
 * Private keys as the bytes of a key file: plain, or under a passphrase (Argon2id, AES-256-GCM). The format is in
 * docs/spec/trust.md, KEY. Files, and who may read them, are the shell's.
 */
public final class KeyFile {
    static final String MAGIC = "meridian-key 1 ";
    static final String DEVICE = "device";
    static final String RELAY = "relay";
    static final String SEALED = " sealed";

    private static final int CHECK_LENGTH = 8;

    private KeyFile() {}

    /** What came of reading. */
    public sealed interface Reading {}

    /** A device's keys. */
    public record DeviceFile(DeviceKeys keys) implements Reading {}

    /** A relay's key. */
    public record RelayFile(SigningKey key) implements Reading {}

    /** Sealed, and no passphrase was given. */
    public record PassphraseNeeded() implements Reading {}

    /** Sealed under another passphrase. */
    public record WrongPassphrase() implements Reading {}

    /** Not a key file, or a damaged one, or one of a later version; the reason is for a person. */
    public record Unreadable(String reason) implements Reading {}

    /** A device's keys, sealed if there is a passphrase. */
    public static ByteString write(DeviceKeys keys, Optional<Passphrase> passphrase, Entropy entropy) {
        return write(keys, passphrase, Argon2Cost.STANDARD, entropy);
    }

    static ByteString write(DeviceKeys keys, Optional<Passphrase> passphrase, Argon2Cost cost, Entropy entropy) {
        ByteString signing = keys.signing().seed();
        ByteString secret = signing.concat(keys.wrappingSeed());
        String plain = line("signing", signing) + line("wrapping", keys.wrappingSeed());
        return checked(passphrase
                .map(phrase -> sealed(DEVICE, keys.id(), secret, phrase, cost, entropy))
                .orElseGet(() -> head(DEVICE, keys.id()) + plain));
    }

    /** A relay's key, sealed if there is a passphrase. */
    public static ByteString write(SigningKey relayKey, Optional<Passphrase> passphrase, Entropy entropy) {
        return write(relayKey, passphrase, Argon2Cost.STANDARD, entropy);
    }

    static ByteString write(SigningKey relayKey, Optional<Passphrase> passphrase, Argon2Cost cost, Entropy entropy) {
        return checked(passphrase
                .map(phrase -> sealed(RELAY, relayKey.deviceId(), relayKey.seed(), phrase, cost, entropy))
                .orElseGet(() -> head(RELAY, relayKey.deviceId()) + line("signing", relayKey.seed())));
    }

    /** Reads either. */
    public static Reading read(ByteString file, Optional<Passphrase> passphrase) {
        return KeyFileReader.read(file, passphrase);
    }

    private static String sealed(
            String kind, DeviceId id, ByteString secret, Passphrase passphrase, Argon2Cost cost, Entropy entropy) {
        ByteString salt = entropy.bytes(Argon2Cost.SALT_LENGTH);
        String clear = head(kind + SEALED, id)
                + "argon2id %d %d %d %s\n".formatted(cost.memoryKib(), cost.passes(), cost.lanes(), Hex.encode(salt));
        ByteString data = AesGcm.seal(cost.key(passphrase, salt), secret, ByteString.copyFromUtf8(clear));
        return clear + line("sealed", data);
    }

    private static String head(String kind, DeviceId id) {
        return MAGIC + kind + "\n" + line("id", id.bytes());
    }

    private static String line(String name, ByteString value) {
        return name + " " + Hex.encode(value) + "\n";
    }

    private static ByteString checked(String text) {
        return ByteString.copyFromUtf8(text + line("check", check(text)));
    }

    /** What tells damage from a wrong passphrase: the first {@value #CHECK_LENGTH} bytes of SHA-256 of all before it. */
    static ByteString check(String text) {
        return Sha256.of(ByteString.copyFromUtf8(text)).substring(0, CHECK_LENGTH);
    }
}
