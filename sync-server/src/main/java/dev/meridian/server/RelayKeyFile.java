package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.KeyFile;
import dev.meridian.sync.trust.Passphrase;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The relay's identity on disk, readable by its owner alone. It lies beside the data, not in it: whoever loses the data must not
 * lose the key, for every workspace names it for ever.
 */
public final class RelayKeyFile {
    private final Path file;

    public RelayKeyFile(Path file) {
        this.file = file;
    }

    /** A passphrase from a file that its owner alone may read: the first line. */
    static Passphrase passphrase(Path file) throws RelayStartException {
        try {
            requirePrivate(file);
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && !lines.getFirst().isEmpty()) {
                return new Passphrase(lines.getFirst());
            }
            throw new RelayStartException(
                    RelayStartException.Reason.KEY_UNUSABLE, "the passphrase file %s is empty".formatted(file));
        } catch (IOException e) {
            throw new RelayStartException(
                    RelayStartException.Reason.KEY_UNUSABLE,
                    "the passphrase file %s cannot be used: %s".formatted(file, reason(e)),
                    e);
        }
    }

    /** Whether the key is under a passphrase. */
    public boolean isSealed() throws RelayStartException {
        return KeyFile.read(bytes(), Optional.empty()) instanceof KeyFile.PassphraseNeeded;
    }

    /** Writes the same key, sealed from now on under {@code next}, or under none. The relay may be running. */
    public void reseal(Optional<Passphrase> current, Optional<Passphrase> next, Entropy entropy)
            throws RelayStartException {
        write(read(current), next, entropy);
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The key in the file. */
    SigningKey read(Optional<Passphrase> passphrase) throws RelayStartException {
        return switch (KeyFile.read(bytes(), passphrase)) {
            case KeyFile.RelayFile relay -> relay.key();
            case KeyFile.DeviceFile device -> throw unusable("it holds a device's keys, not a relay's", null);
            case KeyFile.PassphraseNeeded needed ->
                throw unusable(
                        "it is under a passphrase, and a relay asks nobody; name a file with --passphrase-file", null);
            case KeyFile.WrongPassphrase wrong -> throw unusable("it is under another passphrase", null);
            case KeyFile.Unreadable damaged -> throw unusable("it is no key file (" + damaged.reason() + ")", null);
        };
    }

    private ByteString bytes() throws RelayStartException {
        try {
            requirePrivate(file);
            return ByteString.copyFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable("it cannot be read (" + reason(e) + ")", e);
        }
    }

    private static void requirePrivate(Path file) throws IOException, RelayStartException {
        Set<PosixFilePermission> forOthers = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        forOthers.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!forOthers.isEmpty()) {
            throw new RelayStartException(
                    RelayStartException.Reason.KEY_UNUSABLE,
                    "the file %s cannot be used: others may read it; run chmod 600 on it".formatted(file));
        }
    }

    /** Makes a new key and the file for it: whole and on disk, or not there. */
    SigningKey create(Optional<Passphrase> passphrase, Entropy entropy) throws RelayStartException {
        SigningKey key = SigningKey.generate(entropy);
        write(key, passphrase, entropy);
        return key;
    }

    private void write(SigningKey key, Optional<Passphrase> passphrase, Entropy entropy) throws RelayStartException {
        try {
            OwnerFile.write(file, KeyFile.write(key, passphrase, entropy));
        } catch (IOException e) {
            throw unusable("it cannot be made (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private RelayStartException unusable(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "the key file %s cannot be used: %s".formatted(file, why);
        return cause == null
                ? new RelayStartException(RelayStartException.Reason.KEY_UNUSABLE, message)
                : new RelayStartException(RelayStartException.Reason.KEY_UNUSABLE, message, cause);
    }
}
