package dev.meridian.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * Everything that a relay counts. Safe for every thread. Names end in their unit, as Prometheus shows them; no label names a workspace,
 * a member or an address.
 */
public final class RelayMeters {
    private static final double[] SHOWN_QUANTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;
    private final Counter framesIn;
    private final Counter bytesIn;
    private final Counter framesOut;
    private final Counter bytesOut;
    private final Counter connections;
    private final Counter entries;
    private final Counter entryBytes;
    private final Counter commitFailures;
    private final Counter catchUpReads;
    private final Timer commits;
    private final DistributionSummary commitEntries;

    /** @param registry where they are kept; one that keeps nothing costs next to nothing */
    public RelayMeters(MeterRegistry registry) {
        this.registry = registry;
        framesIn = frames("meridian.frames", "in", "Frames of clients");
        framesOut = frames("meridian.frames", "out", "Frames of clients");
        bytesIn = frames("meridian.frame.bytes", "in", "Bytes of clients' frames");
        bytesOut = frames("meridian.frame.bytes", "out", "Bytes of clients' frames");
        connections = counter("meridian.connections.opened", "WebSockets opened since the start");
        entries = counter("meridian.log.entries", "Log entries made durable");
        entryBytes = counter("meridian.log.bytes", "Bytes of log entries made durable");
        commitFailures = counter("meridian.commit.failures", "Group commits that failed");
        catchUpReads = counter("meridian.catchup.reads", "Reads of the log for clients that catch up");
        commits = Timer.builder("meridian.commit")
                .description("How long a group commit takes, its sync of the disk included")
                .publishPercentiles(SHOWN_QUANTILES)
                .distributionStatisticExpiry(Duration.ofMinutes(2))
                .register(registry);
        commitEntries = DistributionSummary.builder("meridian.commit.entries")
                .description("Log entries in a group commit")
                .register(registry);
    }

    /** That keep nothing: for a relay that nobody asks. */
    public static RelayMeters none() {
        return new RelayMeters(new CompositeMeterRegistry());
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter frames(String name, String direction, String description) {
        return Counter.builder(name)
                .tag("direction", direction)
                .description(description)
                .register(registry);
    }

    /** A frame of a client arrived. */
    public void received(int bytes) {
        framesIn.increment();
        bytesIn.increment(bytes);
    }

    /** A frame was handed to a client's socket. */
    public void sent(int bytes) {
        framesOut.increment();
        bytesOut.increment(bytes);
    }

    /** A WebSocket was opened. */
    public void connected() {
        connections.increment();
    }

    /** A client was told an error; {@code code} is its name in the protocol, in small letters. */
    public void refused(String code) {
        Counter.builder("meridian.refusals")
                .tag("code", code)
                .description("Errors that clients were told")
                .register(registry)
                .increment();
    }

    /** A socket was not taken: {@code full}, or {@code failed} where the system refused. */
    public void turnedAway(String reason) {
        Counter.builder("meridian.sockets.refused")
                .tag("reason", reason)
                .description("Sockets that were not taken")
                .register(registry)
                .increment();
    }

    /** A group is durable. */
    public void committed(int entriesNow, long bytes, long nanos) {
        commits.record(Duration.ofNanos(nanos));
        commitEntries.record(entriesNow);
        entries.increment(entriesNow);
        entryBytes.increment((double) bytes);
    }

    /** A group is not. */
    public void commitFailed() {
        commitFailures.increment();
    }

    /** The log was read for a client that catches up. */
    public void caughtUp() {
        catchUpReads.increment();
    }

    /** A value that is asked for when somebody looks. */
    public <T> void watch(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
