package dev.meridian.server;

import dev.meridian.server.admin.AdminAnswer;
import dev.meridian.server.admin.AdminDoor;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.backup.MadeBackup;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.shard.Readiness;
import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.sync.relay.StoreFault;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a relay shows and does for its operator. Safe for every thread. */
final class Operating implements AdminDoor.Rooms, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operating.class);

    private final RelaySettings settings;
    private final RocksRelayLog log;
    private final Supplier<CompletableFuture<Readiness>> readiness;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final RelayMeters meters = new RelayMeters(registry);
    private final ReentrantLock backingUp = new ReentrantLock();
    private final AtomicLong lastBackupSeconds = new AtomicLong();

    Operating(RelaySettings settings, RocksRelayLog log, Supplier<CompletableFuture<Readiness>> readiness) {
        this.settings = settings;
        this.log = log;
        this.readiness = readiness;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        meters.watch("meridian.store.table.bytes", "Bytes in the store's tables", log, RocksRelayLog::tableBytes);
        meters.watch("meridian.workspaces.stored", "Workspaces in the store", log, RocksRelayLog::workspaces);
        meters.watch(
                "meridian.disk.free.bytes",
                "Bytes free on the disk of the data",
                settings.dataDir(),
                directory -> directory.toFile().getUsableSpace());
        meters.watch(
                "meridian.backup.last.seconds",
                "When this process last made a backup, seconds since 1970; 0: not yet",
                lastBackupSeconds,
                AtomicLong::doubleValue);
    }

    RelayMeters meters() {
        return meters;
    }

    @Override
    public String metrics() {
        return registry.scrape();
    }

    @Override
    public String notReady() {
        Readiness now = readiness.get().join();
        return now.ready() ? "" : now.reason();
    }

    @Override
    public AdminAnswer backup() {
        Optional<Path> directory = settings.admin().backups();
        if (directory.isEmpty()) {
            return AdminAnswer.text(404, "this relay was given no directory for backups: --backups DIR");
        }
        if (!backingUp.tryLock()) {
            return AdminAnswer.text(409, "a backup is being made already");
        }
        try {
            MadeBackup made = log.backup(directory.get(), settings.admin().backupsKept());
            lastBackupSeconds.set(Instant.now().getEpochSecond());
            LOG.atInfo()
                    .addKeyValue("backup", made.backup().number())
                    .addKeyValue("bytes", made.backup().bytes())
                    .addKeyValue("newBytes", made.newBytes())
                    .log(
                            "backup {} in {}: {} bytes, {} of them new",
                            made.backup().number(),
                            directory.get(),
                            made.backup().bytes(),
                            made.newBytes());
            return AdminAnswer.json(
                    200,
                    "{\"backup\":%d,\"made\":\"%s\",\"bytes\":%d,\"newBytes\":%d,\"kept\":%d}"
                            .formatted(
                                    made.backup().number(),
                                    made.backup().made(),
                                    made.backup().bytes(),
                                    made.newBytes(),
                                    made.kept()));
        } catch (BackupException | StoreFault e) {
            LOG.error("backup: {}", e.getMessage());
            return AdminAnswer.text(500, String.valueOf(e.getMessage()));
        } finally {
            backingUp.unlock();
        }
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
