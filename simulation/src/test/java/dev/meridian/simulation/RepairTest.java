package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.MemoryRelayLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disasters one by one, from the relay's loss to the rest that follows. The last client is a latecomer. */
class RepairTest {
    private final World world = new World(7, 4, Set.of(), line -> {});
    private final SimClient owner = world.owner();
    private final SimClient anna = world.client(1);
    private final SimClient ben = world.client(2);
    private final SimClient latecomer = world.client(3);

    @BeforeEach
    void everybodyIsIn() {
        world.settleIn();
        for (int i = 0; i < 5; i++) {
            owner.write();
            anna.write();
            ben.write();
        }
        world.runFor(5_000);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void loseEverything() {
        lose(new MemoryRelayLog.Disk());
    }

    private void lose(MemoryRelayLog.Disk replacement) {
        world.relay().crash(0);
        world.relay().replaceDisk(replacement);
        world.runFor(1_000);
    }

    private void come(SimClient client) {
        client.start();
        world.runFor(10_000);
    }

    private void go(SimClient... clients) {
        for (SimClient client : clients) {
            client.crash();
        }
        world.runFor(1_000);
    }

    private void assertHealed() {
        for (SimClient client : List.of(owner, anna, ben, latecomer)) {
            if (!client.isUp()) {
                client.start();
            }
        }
        world.heal();
    }

    @Test
    void aWipedRelayIsRefilledVerbatimByOneClient_GEN3() {
        List<LogRecord> before = List.copyOf(world.relay().records());
        go(owner, anna, ben);
        loseEverything();
        world.relay().start();
        come(anna);
        assertThat(world.relay().records()).isEqualTo(before);
        come(owner);
        come(ben);
        assertThat(world.happenings()).doesNotContainKey(Happening.REWIND);
        assertHealed();
    }

    @Test
    void refilledByTheOneWhoKnewLessTheOneWhoKnewMoreFollowsAndPushesTheRest_GEN5() {
        go(anna);
        owner.write();
        ben.write();
        world.runFor(5_000);
        go(owner, ben);
        loseEverything();
        world.relay().start();
        come(anna);
        anna.write();
        anna.write();
        world.runFor(5_000);
        come(ben);
        assertThat(world.happenings()).containsKey(Happening.REWIND);
        come(owner);
        assertHealed();
    }

    @Test
    void aRelayRestoredFromABackupGetsItsEndBack_GEN3() {
        MemoryRelayLog.Disk backup = world.relay().disk().sound().copy();
        owner.write();
        ben.write();
        world.runFor(5_000);
        List<LogRecord> before = List.copyOf(world.relay().records());
        go(owner, anna, ben);
        lose(backup);
        world.relay().start();
        come(ben);
        assertThat(world.relay().records()).isEqualTo(before);
        assertHealed();
    }

    @Test
    void losingItsDiskAgainAndAgainTheRelayEndsWithEverything_GEN5() {
        for (int loss = 0; loss < 4; loss++) {
            MemoryRelayLog.Disk backup = world.relay().disk().sound().copy();
            SimClient away = loss % 2 == 0 ? anna : ben;
            go(away);
            owner.write();
            world.runFor(3_000);
            go(owner);
            lose(loss % 2 == 0 ? backup : new MemoryRelayLog.Disk());
            world.relay().start();
            come(away);
            away.write();
            world.runFor(3_000);
            come(owner);
        }
        assertHealed();
    }

    @Test
    void aMemberOfWhomTheRelayHasForgottenThatItJoinedBringsItsOwnJoin_GEN9() {
        MemoryRelayLog.Disk backup = world.relay().disk().sound().copy();
        go(owner, anna, ben);
        come(latecomer);
        assertThat(latecomer.isIn()).isTrue();
        latecomer.write();
        world.runFor(3_000);
        go(latecomer);
        lose(backup);
        world.relay().start();
        come(anna);
        anna.write();
        anna.write();
        world.runFor(3_000);
        come(latecomer);
        assertThat(world.happenings()).containsKeys(Happening.REWIND, Happening.PETITION);
        assertHealed();
    }

    @Test
    void aRelayThatForgotItsGenerationsAndWhoseClockWentBackIsShownThem_GEN6() {
        MemoryRelayLog.Disk backup = world.relay().disk().sound().copy();
        for (int life = 0; life < 3; life++) {
            world.relay().crash(0);
            world.relay().start();
            world.runFor(5_000);
            owner.write();
            world.runFor(5_000);
        }
        go(owner, anna, ben);
        lose(backup);
        world.relay().shiftClock(-3_600_000);
        world.relay().start();
        come(anna);
        anna.write();
        world.runFor(3_000);
        come(owner);
        assertThat(world.happenings()).containsKey(Happening.GENERATION_SHOWN);
        assertHealed();
    }
}
