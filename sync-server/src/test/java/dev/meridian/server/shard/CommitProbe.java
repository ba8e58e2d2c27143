package dev.meridian.server.shard;

import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.server.store.StoreFixture;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.relay.StoreFault;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Not a test: durable appends a second through the committer, beside the disk's own rate of write and fdatasync in the same run.
 * {@code java ... CommitProbe DIRECTORY}. Figures and what they mean: docs/operations.md.
 */
public final class CommitProbe {
    private static final int ITEM_BYTES = 200;

    private CommitProbe() {}

    /** Prints a table. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(args[0]), "commit-probe");
        for (int round = 0; round < 3; round++) {
            double floor = syncsPerSecond(directory.resolve("floor"), 3_000);
            System.out.printf("write+fdatasync of %d bytes: %,.0f/s%n", ITEM_BYTES, floor);
            for (int outstanding : new int[] {1, 64, 1_024}) {
                StoreSettings settings =
                        new StoreSettings(directory.resolve("data"), directory.resolve("native"), 128L << 20);
                try (RocksRelayLog log = RocksRelayLog.open(settings)) {
                    measure(log, "round " + round + " outstanding " + outstanding, outstanding, floor);
                }
            }
        }
    }

    private static double syncsPerSecond(Path file, int syncs) throws Exception {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            for (int i = 0; i < syncs; i++) {
                out.write(ByteBuffer.allocate(ITEM_BYTES));
                out.force(false);
            }
            return syncs * 1e9 / (System.nanoTime() - start);
        }
    }

    private static void measure(RocksRelayLog log, String name, int outstanding, double floor) throws Exception {
        int records = outstanding == 1 ? 5_000 : outstanding * 300;
        StoreFixture fixture = new StoreFixture(name);
        Committer.Submission[] ready = new Committer.Submission[records];
        Semaphore places = new Semaphore(outstanding);
        long[] sentNanos = new long[records];
        long[] tookNanos = new long[records];
        Committer.Sink sink = new Committer.Sink() {
            @Override
            public void committed(Committer.Submission last, int appends) {
                long now = System.nanoTime();
                for (int i = (int) last.ticket() - appends + 1; i <= last.ticket(); i++) {
                    tookNanos[i] = now - sentNanos[i];
                }
                places.release(appends);
            }

            @Override
            public void failed(Committer.Submission submission, StoreFault fault) {
                throw new IllegalStateException(fault);
            }
        };
        for (int i = 0; i < records; i++) {
            ready[i] = new Committer.Submission(fixture.batch(1, ITEM_BYTES), i, 0, sink);
        }
        Committer committer = new Committer(log, new CommitQueue(1_000, 8_192), new StoreHealth(log::probe));
        committer.start();
        long start = System.nanoTime();
        for (int i = 0; i < records; i++) {
            places.acquire();
            sentNanos[i] = System.nanoTime();
            committer.submit(ready[i]);
        }
        places.acquire(outstanding);
        double rate = records * 1e9 / (System.nanoTime() - start);
        committer.finish();
        Arrays.sort(tookNanos);
        System.out.printf(
                "%5d outstanding: %,9.0f/s = %5.1f x fdatasync; p50 %.2f ms, p99 %.2f ms%n",
                outstanding, rate, rate / floor, tookNanos[records / 2] / 1e6, tookNanos[records * 99 / 100] / 1e6);
    }
}
