package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.RelayEffect;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.SessionId;
import dev.meridian.sync.relay.StoreFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A relay's process: the shell around one machine, its committer, and a disk that outlives it. */
final class SimRelay {
    private final World world;
    private final RelayIdentity identity;
    private final Map<SessionId, Wire> wires = new LinkedHashMap<>();
    private final Deque<RelayEffect.Append> queue = new ArrayDeque<>();
    /** Of a shell with a bug: what it should have said only after the commit. */
    private final Deque<Runnable> withheld = new ArrayDeque<>();

    /** Of a shell with a bug: sessions that the machine has turned away. */
    private final Set<SessionId> lingering = new LinkedHashSet<>();

    private SimLog.Disk disk = new SimLog.Disk(new MemoryRelayLog.Disk());
    private Optional<SimLog> log = Optional.empty();
    private Optional<RelayMachine> machine = Optional.empty();
    private long sessions;
    private int life;
    private int timer;
    private boolean committing;
    private long clockOffsetMillis;
    private boolean tellsEarly;

    SimRelay(World world, RelayIdentity identity) {
        this.world = world;
        this.identity = identity;
    }

    boolean isUp() {
        return machine.isPresent();
    }

    SimLog.Disk disk() {
        return disk;
    }

    List<Wire> wires() {
        return List.copyOf(wires.values());
    }

    /** Everything on the disk; follows it. */
    List<LogRecord> records() {
        return disk.sound().records(world.workspace());
    }

    void start() {
        world.trace("the relay starts with " + records().size() + " entries");
        world.invariants().disk(records());
        SimLog opened = new SimLog(disk, world::has);
        log = Optional.of(opened);
        machine = Optional.of(new RelayMachine(
                world.workspace(), identity, world.relayLimits(), opened, world.entropy("relay " + life)));
    }

    /** The process dies. What it had given to the disk may have arrived there, from the front. */
    void crash(int batchesThatArrive) {
        for (int i = 0; i < batchesThatArrive && !queue.isEmpty(); i++) {
            commit(List.of(queue.remove().batch()));
        }
        life++;
        machine = Optional.empty();
        log.ifPresent(SimLog::close);
        queue.clear();
        withheld.clear();
        lingering.clear();
        committing = false;
        wires().forEach(Wire::cut);
        wires.clear();
        if (world.has(Bug.LOSES_A_SYNCED_TAIL)) {
            disk.sound().loseLast(world.workspace());
        }
    }

    /** While it is down: another disk. Everybody knows that what was only on the old one is lost. */
    void replaceDisk(MemoryRelayLog.Disk other) {
        disk = new SimLog.Disk(other);
        world.invariants().diskReplaced();
    }

    void shiftClock(long millis) {
        clockOffsetMillis += millis;
    }

    /** Somebody dials. */
    Optional<Wire> accept(Peer peer, long connection) {
        if (machine.isEmpty()) {
            return Optional.empty();
        }
        Wire wire = new Wire(world, peer, connection, new SessionId(++sessions));
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
            world.invariants().relayReceived(frame);
            world.liar().hears(wire, frame).ifPresent(heard -> input(new RelayInput.Received(wire.session, heard)));
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
        machine.ifPresent(m -> {
            List<RelayEffect> effects = m.step(world.clock().nowMillis() + clockOffsetMillis, input);
            effects.forEach(this::perform);
        });
    }

    private void perform(RelayEffect effect) {
        switch (effect) {
            case RelayEffect.Send send -> {
                if (tellsEarly && world.has(Bug.FANS_OUT_BEFORE_COMMIT)) {
                    withheld.add(() -> send(send.session(), send.frame()));
                } else {
                    send(send.session(), send.frame());
                }
            }
            case RelayEffect.Broadcast broadcast -> broadcast(broadcast);
            case RelayEffect.Close close -> {
                Optional<Wire> wire = Optional.ofNullable(wires.get(close.session()));
                boolean stays = world.has(Bug.SERVES_THE_REVOKED)
                        && (close.reason().startsWith("this device was revoked")
                                || close.reason().startsWith("you were removed"));
                if (stays) {
                    lingering.add(close.session());
                }
                wire.filter(w -> !stays).ifPresent(w -> {
                    world.trace("the relay closes " + w.peer.name() + ": " + close.reason());
                    w.closeByRelay();
                });
            }
            case RelayEffect.Append append -> append(append);
            case RelayEffect.Read read -> {
                world.saw(Happening.CAUGHT_UP_BY_READS);
                inThisLife(world.diskMillis(), () -> read(read));
            }
            case RelayEffect.Prune prune -> inThisLife(world.diskMillis(), () -> prune(prune.order()));
            case RelayEffect.SetTimer set -> setTimer(set);
        }
    }

    private void broadcast(RelayEffect.Broadcast broadcast) {
        List<SessionId> sessions =
                new ArrayList<>(world.has(Bug.SERVES_STRANGERS) ? List.copyOf(wires.keySet()) : broadcast.sessions());
        sessions.addAll(lingering);
        Runnable sending = () -> sessions.forEach(session -> send(session, broadcast.frame()));
        if (tellsEarly && world.has(Bug.ACKNOWLEDGES_BEFORE_FSYNC)) {
            withheld.add(sending);
        } else {
            sending.run();
        }
    }

    private void append(RelayEffect.Append append) {
        AppendBatch batch = append.batch();
        world.trace("the relay stores %d to %d, generation %d"
                .formatted(batch.afterPos() + 1, batch.lastPos(), batch.gen()));
        queue.add(append);
        commitSoon();
        if (world.has(Bug.ACKNOWLEDGES_BEFORE_FSYNC) || world.has(Bug.FANS_OUT_BEFORE_COMMIT)) {
            inThisLife(0, () -> {
                tellsEarly = true;
                input(new RelayInput.Stored(append.ticket()));
                tellsEarly = false;
            });
        }
    }

    private void setTimer(RelayEffect.SetTimer set) {
        int number = ++timer;
        long delay = set.atMillis() - clockOffsetMillis - world.clock().nowMillis();
        inThisLife(Math.max(0, delay), () -> {
            if (number == timer) {
                input(new RelayInput.Tick());
            }
        });
    }

    private void send(SessionId session, ByteString frame) {
        Optional<Wire> wire = Optional.ofNullable(wires.get(session));
        world.invariants().relaySent(wire, frame, records());
        wire.ifPresent(w -> world.liar().says(w, frame).ifPresent(w::toPeer));
    }

    private void read(RelayEffect.Read read) {
        try {
            List<LogRecord> records = log.orElseThrow().read(world.workspace(), read.afterPos(), read.bytesMax());
            input(new RelayInput.ReadDone(read.session(), read.afterPos(), records));
        } catch (StoreFault fault) {
            world.saw(Happening.ROT);
            world.trace("the relay cannot read: " + fault.getMessage());
            input(new RelayInput.ReadFailed(read.session(), fault));
        }
    }

    private void prune(PruneOrder order) {
        try (MemoryRelayLog writer = new MemoryRelayLog(disk.sound())) {
            long bytes = writer.prune(order);
            world.trace("the relay prunes after %d up to %d".formatted(order.afterPos(), order.uptoPos()));
            input(new RelayInput.Pruned(order, bytes));
        } catch (StoreFault fault) {
            world.trace("the disk refuses to prune: " + fault.getMessage());
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
                world.saw(Happening.STORE_FAILED);
                StoreFault fault = new StoreFault("the disk failed", true);
                group.forEach(append -> input(new RelayInput.StoreFailed(append.ticket(), fault)));
            }
            List.copyOf(withheld).forEach(Runnable::run);
            withheld.clear();
            commitSoon();
        });
    }

    private boolean commit(List<AppendBatch> batches) {
        try (MemoryRelayLog writer = new MemoryRelayLog(disk.sound())) {
            writer.append(batches);
        } catch (StoreFault fault) {
            world.trace("the disk refuses: " + fault.getMessage());
            return false;
        }
        world.invariants().disk(records());
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
