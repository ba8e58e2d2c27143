package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Pending;
import java.util.Optional;

/** Private keys as the bytes of a key file: plain, or under a passphrase (Argon2id, AES-256-GCM). Files are the shell's. */
public final class KeyFile {
    private KeyFile() {}

    /** What came of reading. */
    public sealed interface Reading {}

    /** A device's keys. */
    public record DeviceFile(DeviceKeys keys) implements Reading {}

    /** A relay's key. */
    public record RelayFile(SigningKey key) implements Reading {}

    /** Sealed, and no passphrase was given. */
    public record PassphraseNeeded() implements Reading {}

    /** Sealed under another passphrase, or damaged: which of the two cannot be told. */
    public record WrongPassphrase() implements Reading {}

    /** Not a key file. */
    public record Unreadable(String reason) implements Reading {}

    /** A device's keys, sealed if there is a passphrase. */
    public static ByteString write(DeviceKeys keys, Optional<Passphrase> passphrase, Entropy entropy) {
        return Pending.body();
    }

    /** A relay's key, sealed if there is a passphrase. */
    public static ByteString write(SigningKey relayKey, Optional<Passphrase> passphrase, Entropy entropy) {
        return Pending.body();
    }

    /** Reads either. */
    public static Reading read(ByteString file, Optional<Passphrase> passphrase) {
        return Pending.body();
    }
}
