package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.KeyFile;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The relay's identity on disk, readable by its owner alone. It lies beside the data, not in it: whoever loses the data must not
 * lose the key, for every workspace names it for ever.
 */
final class RelayKeyFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    RelayKeyFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The key in the file. */
    SigningKey read() throws RelayStartException {
        try {
            Set<PosixFilePermission> forOthers = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            forOthers.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!forOthers.isEmpty()) {
                throw unusable("others may read it; run chmod 600 on it", null);
            }
            return keyIn(ByteString.copyFrom(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw unusable("it cannot be read (" + reason(e) + ")", e);
        }
    }

    private SigningKey keyIn(ByteString bytes) throws RelayStartException {
        return switch (KeyFile.read(bytes, Optional.empty())) {
            case KeyFile.RelayFile relay -> relay.key();
            case KeyFile.DeviceFile device -> throw unusable("it holds a device's keys, not a relay's", null);
            case KeyFile.PassphraseNeeded needed ->
                throw unusable("it is under a passphrase, and a relay starts without anybody to ask", null);
            case KeyFile.WrongPassphrase wrong -> throw unusable("it is under a passphrase", null);
            case KeyFile.Unreadable damaged -> throw unusable("it is no key file (" + damaged.reason() + ")", null);
        };
    }

    /** Makes a new key and the file for it: whole and on disk, or not there. */
    SigningKey create(Entropy entropy) throws RelayStartException {
        SigningKey key = SigningKey.generate(entropy);
        ByteBuffer bytes = KeyFile.write(key, Optional.empty(), entropy).asReadOnlyByteBuffer();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(fresh);
            try (FileChannel out = FileChannel.open(
                    fresh, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
                directory.force(true);
            }
            return key;
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
