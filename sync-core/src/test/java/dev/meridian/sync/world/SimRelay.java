package dev.meridian.sync.world;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.RelayEffect;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.SessionId;
import dev.meridian.sync.relay.StoreFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A relay's process: the shell around one machine, its committer, and a disk that outlives it. */
final class SimRelay {
    private final World world;
    private final RelayIdentity identity;
    private final Map<SessionId, Wire> wires = new HashMap<>();
    private final Deque<RelayEffect.Append> queue = new ArrayDeque<>();
    private MemoryRelayLog.Disk disk = new MemoryRelayLog.Disk();
    private MemoryRelayLog log = new MemoryRelayLog(disk);
    private Optional<RelayMachine> machine = Optional.empty();
    private long sessions;
    private int life;
    private int timer;
    private boolean committing;
    private long clockOffsetMillis;

    SimRelay(World world, RelayIdentity identity) {
        this.world = world;
        this.identity = identity;
    }

    boolean isUp() {
        return machine.isPresent();
    }

    MemoryRelayLog.Disk disk() {
        return disk;
    }

    List<Wire> wires() {
        return List.copyOf(wires.values());
    }

    /** Everything on the disk. */
    List<LogRecord> records() {
        try (MemoryRelayLog reader = new MemoryRelayLog(disk)) {
            return reader.read(world.workspace(), 0, Integer.MAX_VALUE);
        } catch (StoreFault fault) {
            throw new AssertionError(fault);
        }
    }

    void start() {
        log = new MemoryRelayLog(disk);
        machine = Optional.of(new RelayMachine(
                world.workspace(), identity, world.relayLimits(), log, world.entropy("relay " + life)));
    }

    /** The process dies. What it had given to the disk may have arrived there, from the front. */
    void crash(int batchesThatArrive) {
        for (int i = 0; i < batchesThatArrive && !queue.isEmpty(); i++) {
            commit(List.of(queue.remove().batch()));
        }
        life++;
        machine = Optional.empty();
        log.close();
        queue.clear();
        committing = false;
        wires().forEach(Wire::cut);
        wires.clear();
    }

    /** While it is down: another disk. */
    void replaceDisk(MemoryRelayLog.Disk other) {
        disk = other;
    }

    void shiftClock(long millis) {
        clockOffsetMillis += millis;
    }

    /** Somebody dials. */
    Optional<Wire> accept(SimClient client, long connection) {
        if (machine.isEmpty()) {
            return Optional.empty();
        }
        Wire wire = new Wire(world, client, connection, new SessionId(++sessions));
        wires.put(wire.session, wire);
        input(new RelayInput.Opened(wire.session, world.host()));
        return Optional.of(wire);
    }

    void received(Wire wire, ByteString bytes) {
        if (!wires.containsKey(wire.session)) {
            return;
        }
        try {
            Frame frame = Frame.parseFrom(bytes);
            world.watch().relayReceived(frame);
            input(new RelayInput.Received(wire.session, frame));
        } catch (InvalidProtocolBufferException e) {
            input(new RelayInput.Unreadable(wire.session, ErrorCode.ERROR_CODE_BAD_FRAME, "not a frame"));
        }
    }

    void closed(Wire wire) {
        if (wires.remove(wire.session) != null) {
            input(new RelayInput.Closed(wire.session));
        }
    }

    void input(RelayInput input) {
        machine.ifPresent(m ->
                m.step(world.clock().nowMillis() + clockOffsetMillis, input).forEach(this::perform));
    }

    private void perform(RelayEffect effect) {
        switch (effect) {
            case RelayEffect.Send send -> send(send.session(), send.frame());
            case RelayEffect.Broadcast broadcast ->
                broadcast.sessions().forEach(session -> send(session, broadcast.frame()));
            case RelayEffect.Close close ->
                Optional.ofNullable(wires.get(close.session())).ifPresent(Wire::closeByRelay);
            case RelayEffect.Append append -> {
                world.trace("the relay stores %d to %d, generation %d"
                        .formatted(
                                append.batch().afterPos() + 1,
                                append.batch().lastPos(),
                                append.batch().gen()));
                queue.add(append);
                commitSoon();
            }
            case RelayEffect.Read read -> {
                world.watch().saw(Watch.Happening.CAUGHT_UP_BY_READS);
                inThisLife(world.diskMillis(), () -> read(read));
            }
            case RelayEffect.SetTimer set -> {
                int number = ++timer;
                long delay = set.atMillis() - clockOffsetMillis - world.clock().nowMillis();
                inThisLife(Math.max(0, delay), () -> {
                    if (number == timer) {
                        input(new RelayInput.Tick());
                    }
                });
            }
        }
    }

    private void send(SessionId session, ByteString frame) {
        world.watch().relaySent(frame, records());
        Optional.ofNullable(wires.get(session)).ifPresent(wire -> wire.toClient(frame));
    }

    private void read(RelayEffect.Read read) {
        try {
            List<LogRecord> records = log.read(world.workspace(), read.afterPos(), read.bytesMax());
            input(new RelayInput.ReadDone(read.session(), read.afterPos(), records));
        } catch (StoreFault fault) {
            input(new RelayInput.ReadFailed(read.session(), fault));
        }
    }

    private void commitSoon() {
        if (!committing && !queue.isEmpty()) {
            committing = true;
            inThisLife(world.diskMillis(), this::commitGroup);
        }
    }

    private void commitGroup() {
        List<RelayEffect.Append> group = new ArrayList<>();
        int size = 1 + world.chance().below(queue.size());
        while (group.size() < size) {
            group.add(queue.remove());
        }
        boolean reportedFailed = world.diskFails();
        boolean written = !reportedFailed || world.chance().percent(50);
        boolean stored =
                written && commit(group.stream().map(RelayEffect.Append::batch).toList());
        // Between the disk and the machine there is time enough to die.
        inThisLife(world.diskMillis(), () -> {
            committing = false;
            if (stored && !reportedFailed) {
                input(new RelayInput.Stored(group.getLast().ticket()));
            } else {
                world.watch().saw(Watch.Happening.STORE_FAILED);
                StoreFault fault = new StoreFault("the disk failed", true);
                group.forEach(append -> input(new RelayInput.StoreFailed(append.ticket(), fault)));
            }
            commitSoon();
        });
    }

    private boolean commit(List<AppendBatch> batches) {
        try (MemoryRelayLog writer = new MemoryRelayLog(disk)) {
            writer.append(batches);
        } catch (StoreFault fault) {
            return false;
        }
        world.watch().disk(records());
        return true;
    }

    private void inThisLife(long delayMillis, Runnable action) {
        int now = life;
        world.clock().in(delayMillis, () -> {
            if (life == now) {
                action.run();
            }
        });
    }
}
