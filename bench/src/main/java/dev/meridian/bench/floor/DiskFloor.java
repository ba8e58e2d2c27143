package dev.meridian.bench.floor;

import dev.meridian.bench.Latencies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The floor of a durable append: 224 bytes appended to a file and fdatasync, one by one. */
public final class DiskFloor {
    private static final int RECORD_BYTES = 224;

    private DiskFloor() {}

    /** Appends a second, and what one append took. */
    public record Result(double perSecond, Latencies latencies) {}

    /** Appends into a new file in this directory for this long, and deletes the file. */
    public static Result measure(Path directory, Duration time) throws IOException {
        Path file = Files.createTempFile(directory, "floor", ".log");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
            Latencies latencies = new Latencies(1_000_000);
            long start = System.nanoTime();
            long end = start + time.toNanos();
            long before = start;
            while (before < end) {
                record.clear();
                channel.write(record);
                channel.force(false); // fdatasync
                long after = System.nanoTime();
                latencies.add(after - before);
                before = after;
            }
            return new Result(latencies.count() * 1e9 / (before - start), latencies);
        } finally {
            Files.delete(file);
        }
    }
}
