package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.PrivateFile;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.KeyFile;
import dev.meridian.sync.trust.Passphrase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A home directory: {@code device.key}, and {@code workspaces/<id>.db} for each workspace. */
final class Home {
    private static final String SUFFIX = ".db";
    private static final int ID_DIGITS = 2 * WorkspaceId.LENGTH;

    private final Path directory;
    private final Path workspaces;
    private final Path keyFile;

    private Home(Path directory) {
        this.directory = directory;
        this.workspaces = directory.resolve("workspaces");
        this.keyFile = directory.resolve("device.key");
    }

    /** Uses the directory, making it where it is not there. */
    static Home at(Path directory) {
        Home home = new Home(directory.toAbsolutePath().normalize());
        try {
            for (Path each = home.directory; each != null; each = each.getParent()) {
                if (Files.exists(each) && !Files.isDirectory(each)) {
                    throw new HomeException(
                            HomeException.Reason.NOT_A_DIRECTORY, each + " is a file: a home is a directory.");
                }
            }
            Files.createDirectories(home.directory, PrivateFile.permissions("rwx------"));
            Files.createDirectories(home.workspaces, PrivateFile.permissions("rwx------"));
        } catch (FileAlreadyExistsException e) {
            throw new HomeException(
                    HomeException.Reason.NOT_A_DIRECTORY, e.getFile() + " is a file: a home is a directory.", e);
        } catch (IOException e) {
            throw home.notWritable(e);
        }
        return home;
    }

    Path directory() {
        return directory;
    }

    Path file(WorkspaceId id) {
        return workspaces.resolve(id.hex() + SUFFIX);
    }

    /** The files of workspaces. */
    List<Path> files() {
        try (Stream<Path> all = Files.list(workspaces)) {
            return all.filter(file -> isWorkspace(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private static boolean isWorkspace(String name) {
        return name.length() == ID_DIGITS + SUFFIX.length()
                && name.endsWith(SUFFIX)
                && name.substring(0, ID_DIGITS).chars().allMatch(HexFormat::isHexDigit);
    }

    /** The device's keys, made where there are none. */
    DeviceKeys keys(Optional<Passphrase> passphrase, Entropy entropy) {
        if (!Files.exists(keyFile)) {
            make(KeyFile.write(DeviceKeys.generate(entropy), passphrase, entropy), entropy);
        }
        protect();
        ByteString bytes;
        try {
            bytes = ByteString.copyFrom(Files.readAllBytes(keyFile));
        } catch (IOException e) {
            throw new KeyException(KeyException.Reason.UNREADABLE, keyFile + " cannot be read: " + words(e) + ".", e);
        }
        return switch (KeyFile.read(bytes, passphrase)) {
            case KeyFile.DeviceFile device -> device.keys();
            case KeyFile.RelayFile relay ->
                throw new KeyException(KeyException.Reason.BROKEN, keyFile + " holds a relay's key, not a device's.");
            case KeyFile.PassphraseNeeded needed ->
                throw new KeyException(
                        KeyException.Reason.PASSPHRASE_NEEDED, keyFile + " is under a passphrase, and none was given.");
            case KeyFile.WrongPassphrase wrong ->
                throw new KeyException(
                        KeyException.Reason.WRONG_PASSPHRASE,
                        keyFile + " does not open with this passphrase: it is another one, or the file is damaged.");
            case KeyFile.Unreadable broken ->
                throw new KeyException(
                        KeyException.Reason.BROKEN, keyFile + " is not a key file: " + broken.reason() + ".");
        };
    }

    /** The same keys, sealed from now on under this passphrase, or under none. */
    void reseal(DeviceKeys keys, Optional<Passphrase> passphrase, Entropy entropy) {
        try {
            Path fresh = written(KeyFile.write(keys, passphrase, entropy), entropy);
            try {
                Files.move(fresh, keyFile, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            forceDirectory();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** Whether the key file, as it lies there now, is under a passphrase. */
    boolean isSealed() {
        try {
            return KeyFile.read(ByteString.copyFrom(Files.readAllBytes(keyFile)), Optional.empty())
                    instanceof KeyFile.PassphraseNeeded;
        } catch (IOException e) {
            throw new KeyException(KeyException.Reason.UNREADABLE, keyFile + " cannot be read: " + words(e) + ".", e);
        }
    }

    Path keyFile() {
        return keyFile;
    }

    /** Whole and on the disk, or not there; whoever comes first wins. */
    private void make(ByteString contents, Entropy entropy) {
        try {
            publish(written(contents, entropy));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** A file of a passing name beside the key file, on the disk. */
    private Path written(ByteString contents, Entropy entropy) throws IOException {
        Path fresh = keyFile.resolveSibling(
                "device.key." + HexFormat.of().formatHex(entropy.bytes(8).toByteArray()));
        try (FileChannel out = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PrivateFile.permissions("rw-------"))) {
            ByteBuffer bytes = contents.asReadOnlyByteBuffer();
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        return fresh;
    }

    private void publish(Path fresh) throws IOException {
        try {
            // A link, because a move would replace the keys of a process that was faster.
            Files.createLink(keyFile, fresh);
        } catch (FileAlreadyExistsException e) {
            // That process was: its keys are the home's.
            return;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(fresh, keyFile);
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
        forceDirectory();
    }

    private void forceDirectory() throws IOException {
        try (FileChannel parent = FileChannel.open(directory)) {
            parent.force(true);
        }
    }

    /** A copy or an unpacked archive may have come out readable for others. */
    private void protect() {
        try {
            if (!Files.getFileStore(keyFile).supportsFileAttributeView("posix")) {
                return;
            }
            Set<PosixFilePermission> wanted = PosixFilePermissions.fromString("rw-------");
            if (!wanted.containsAll(Files.getPosixFilePermissions(keyFile))) {
                Files.setPosixFilePermissions(keyFile, wanted);
            }
        } catch (IOException e) {
            throw new KeyException(
                    KeyException.Reason.UNREADABLE,
                    keyFile + " can be read by others, and that cannot be changed: " + words(e) + ".",
                    e);
        }
    }

    private HomeException notWritable(IOException e) {
        return new HomeException(
                HomeException.Reason.NOT_WRITABLE, directory + " cannot be used as a home: " + words(e) + ".", e);
    }

    private static String words(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException) {
            return "nothing can be made there";
        }
        if (e instanceof FileSystemException system) {
            return Optional.ofNullable(system.getReason())
                    .map(reason -> reason.toLowerCase(Locale.ROOT))
                    .orElse("the system gives no reason");
        }
        return Optional.ofNullable(e.getMessage()).orElse("the system gives no reason");
    }
}
