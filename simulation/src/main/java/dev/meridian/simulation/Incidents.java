package dev.meridian.simulation;

import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.RelayInput;
import java.util.ArrayList;
import java.util.List;

/** What happens to a world while it lives: edits, and faults as often as they were drawn. */
final class Incidents {
    private static final int BACKUPS_MAX = 8;

    private final World world;
    private final Faults faults;
    private final Chance chance;
    private final Society society;
    private final List<MemoryRelayLog.Disk> backups = new ArrayList<>();
    private int strangers;

    Incidents(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
        this.chance = world.chance();
        this.society = world.society();
    }

    /** Some time passes, somebody edits, and something may go wrong. */
    void next() {
        world.runFor(chance.between(1, 800));
        edit();
        if (chance.percent(20) && backups.size() < BACKUPS_MAX) {
            backups.add(world.relay().disk().sound().copy());
        }
        ofTheNetwork();
        if (chance.percent(faults.malice().strangerPercent())) {
            new Stranger(world, ++strangers).knock();
        }
        if (chance.percent(faults.deaths().clientCrashPercent())) {
            chance.pick(world.clients()).lightFuse(chance.below(12));
        }
        if (world.relay().isUp()) {
            ofTheRelay();
        }
        if (world.liar().hasLied() && chance.percent(30)) {
            world.clients().forEach(SimClient::restartIfStopped);
        }
        society.live(faults.society());
    }

    private void edit() {
        List<SimClient> able = world.clients().stream()
                .filter(SimClient::mayWrite)
                .filter(client ->
                        client.isHonest() || chance.percent(faults.malice().memberPercent()))
                .toList();
        if (!able.isEmpty()) {
            chance.pick(able).write();
        }
    }

    private void ofTheNetwork() {
        List<Wire> wires = world.relay().wires();
        if (chance.percent(faults.network().cutPercent()) && !wires.isEmpty()) {
            chance.pick(wires).cut();
        }
        if (chance.percent(faults.network().stallPercent()) && !wires.isEmpty()) {
            chance.pick(wires).stall(chance.percent(50), chance.between(1, 4_000));
        }
        if (chance.percent(faults.network().blockPercent()) && !wires.isEmpty()) {
            Wire wire = chance.pick(wires);
            world.relay().input(new RelayInput.Unwritable(wire.session));
            world.clock()
                    .in(chance.between(1, 2_000), () -> world.relay().input(new RelayInput.Writable(wire.session)));
        }
    }

    private void ofTheRelay() {
        SimRelay relay = world.relay();
        if (chance.percent(faults.deaths().clockPercent())) {
            long jump = chance.between(-20_000, 20_000);
            world.trace("the relay's clock jumps by " + jump);
            relay.shiftClock(jump);
        }
        if (chance.percent(faults.disk().rotPercent()) && !relay.records().isEmpty()) {
            int pos = 1 + chance.below(relay.records().size());
            world.trace("entry " + pos + " rots");
            relay.disk().rot(pos);
        }
        if (chance.percent(faults.deaths().relayCrashPercent())) {
            crashRelay(false);
        } else if (chance.percent(faults.disk().lossPercent())) {
            crashRelay(true);
        }
    }

    private void crashRelay(boolean losesDisk) {
        world.relay().crash(chance.below(4));
        world.trace("the relay dies" + (losesDisk ? " and loses its disk" : ""));
        if (losesDisk) {
            replaceDisk();
        }
        world.clock().in(chance.between(1, 3_000), world.relay()::start);
    }

    /** A disk that cannot be read any more is replaced, by a backup or by nothing. */
    void replaceRottenDisk() {
        SimRelay relay = world.relay();
        if (relay.disk().isRotten()) {
            if (relay.isUp()) {
                relay.crash(0);
                world.clock().in(1_000, relay::start);
            }
            replaceDisk();
        }
    }

    private void replaceDisk() {
        boolean fromBackup = !backups.isEmpty() && chance.percent(60);
        world.relay().replaceDisk(fromBackup ? chance.pick(backups).copy() : new MemoryRelayLog.Disk());
    }
}
