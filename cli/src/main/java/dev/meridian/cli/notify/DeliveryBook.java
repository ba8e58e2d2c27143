package dev.meridian.cli.notify;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.model.calendar.Delivery;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who was sent what last, in a file of the home, a line a person. One process at a time holds it; it is written anew, aside, and put in place, so
 * that it is always whole. Owned by one thread.
 */
public final class DeliveryBook implements AutoCloseable {

    private final Path file;
    private final FileChannel lock;
    private final SortedMap<MemberId, Delivery> last = new TreeMap<>();

    private DeliveryBook(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens the book of a workspace, or begins one.
     *
     * @throws CommandFailed where another process holds it, or a line of it cannot be read
     */
    public static DeliveryBook open(Path home, String workspace) throws IOException {
        Path directory = Files.createDirectories(home.resolve("notify"));
        forTheOwnerAlone(directory, "rwx------");
        Path file = directory.resolve(workspace);
        FileChannel lock = FileChannel.open(
                directory.resolve(workspace + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        DeliveryBook book = new DeliveryBook(file, lock);
        try {
            forTheOwnerAlone(directory.resolve(workspace + ".lock"), "rw-------");
            book.hold();
            book.read();
            return book;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** As far as the file system knows permissions. */
    private static void forTheOwnerAlone(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private void hold() throws IOException {
        boolean held;
        try {
            held = lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            held = false; // by another run in this very process
        }
        if (!held) {
            throw new CommandFailed(ExitCode.TRY_LATER, "another meridian notify runs for this workspace on this home");
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            int blank = line.indexOf(' ');
            Optional<Delivery> delivery = Delivery.parse(line.substring(blank + 1));
            if (blank < 0 || !Ids.isId(line.substring(0, blank)) || delivery.isEmpty()) {
                throw new CommandFailed(
                        ExitCode.BAD_INPUT,
                        file + ", line " + number
                                + " cannot be read; without the file everybody would be sent one more");
            }
            last.put(new MemberId(line.substring(0, blank)), delivery.get());
        }
    }

    public Optional<Delivery> last(MemberId member) {
        return Optional.ofNullable(last.get(member));
    }

    /** Notes it; it is on the disk when this returns. */
    public void note(MemberId member, Delivery delivery) {
        last.put(member, delivery);
        StringBuilder lines = new StringBuilder();
        last.forEach(
                (who, what) -> lines.append(who.hex()).append(' ').append(what).append('\n'));
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(
                    aside,
                    lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.DSYNC);
            forTheOwnerAlone(aside, "rw-------");
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
