package dev.meridian.server.shard;

import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.RelayMachine;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** What every shard is built from. */
record ShardParts(
        ShardSettings settings,
        RelayLog log,
        Committer committer,
        Executor readers,
        Function<WorkspaceId, RelayMachine> machines,
        Supplier<Wire> wires,
        InstantSource clock,
        RelayMeters meters) {}
