package dev.meridian.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.RelayLimits;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SeededEntropy;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * One workspace, its relay and its clients, from a seed. Everything that happens follows from the seed: the same seed is the
 * same world.
 */
public final class World {
    private static final long BEGIN_MILLIS = 1_700_000_000_000L;
    private static final long NEVER_EXPIRES = 1L << 50;
    private static final int TRACE_LINES_MAX = 400;
    private static final String HOST = "relay.example:443";

    private final long seed;
    private final Chance chance;
    private final Clock clock = new Clock(BEGIN_MILLIS);
    private final Watch watch = new Watch();
    private final Deque<String> trace = new ArrayDeque<>();
    private final SigningKey relayKey;
    private final Genesis genesis;
    private final SimRelay relay;
    private final DeviceKeys invite;
    private final List<SimClient> clients = new ArrayList<>();
    private final List<MemoryRelayLog.Disk> backups = new ArrayList<>();
    private ByteString linkChain = ByteString.EMPTY;
    private Faults faults = Faults.NONE;

    /**
     * A founded workspace, a running relay, and clients that are not members yet but for the first; the last comes when
     * things go wrong already.
     */
    public World(long seed, int clientCount) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.relayKey = SigningKey.generate(entropy("relay key"));
        DeviceKeys ownerKeys = DeviceKeys.generate(entropy("client 0"));
        this.genesis = Genesis.create(ownerKeys, relayKey.verifyKey(), entropy("genesis"));
        this.invite = DeviceKeys.ofInvite(entropy("invite").bytes(DeviceKeys.SEED_LENGTH));
        this.relay = new SimRelay(this, new RelayIdentity(relayKey, Set.of(HOST)));
        for (int i = 0; i < clientCount; i++) {
            DeviceKeys keys = i == 0 ? ownerKeys : DeviceKeys.generate(entropy("client " + i));
            clients.add(new SimClient(this, "client " + i, keys));
        }
        owner().store
                .enqueue(
                        EntryKind.ENTRY_KIND_MEMBER,
                        genesis.record().id(),
                        genesis.record().item());
    }

    Clock clock() {
        return clock;
    }

    Chance chance() {
        return chance;
    }

    Watch watch() {
        return watch;
    }

    SimRelay relay() {
        return relay;
    }

    SimClient owner() {
        return clients.getFirst();
    }

    SimClient client(int number) {
        return clients.get(number);
    }

    void runFor(long millis) {
        clock.runUntil(clock.nowMillis() + millis);
    }

    DeviceKeys invite() {
        return invite;
    }

    EpochKey key() {
        return genesis.key();
    }

    WorkspaceId workspace() {
        return genesis.workspace();
    }

    VerifyKey relayKey() {
        return relayKey.verifyKey();
    }

    String host() {
        return HOST;
    }

    Entropy entropy(String purpose) {
        return new SeededEntropy(seed + " " + purpose);
    }

    RelayLimits relayLimits() {
        RelayLimits limits = RelayLimits.DEFAULTS;
        // Small chunks, so that catching up takes several reads.
        return new RelayLimits(
                8_192,
                4_096,
                16,
                limits.sessionsMax(),
                65_536,
                2_048,
                limits.strangers(),
                new RelayLimits.Rate(1 << 20, 1 << 20),
                limits.room(),
                limits.retryAfterMillis());
    }

    ClientLimits clientLimits() {
        return new ClientLimits(5, 4_096, 1 << 20, 5_000, 250, 4_000);
    }

    long latencyMillis() {
        return chance.between(0, faults.latencyMillisMax());
    }

    long diskMillis() {
        return chance.between(0, faults.diskMillisMax());
    }

    boolean diskFails() {
        return chance.percent(faults.diskFailsPercent());
    }

    MemberRecord newInvite(Membership members) {
        MemberRecord.InviteTerms terms = new MemberRecord.InviteTerms(Role.ROLE_EDITOR, clients.size(), NEVER_EXPIRES);
        return MemberRecord.invite(members, owner().keys, invite, terms, entropy("inviting"));
    }

    /** The owner's link names the log as it was when the invite was in it. */
    void seeLink(SimClient client) {
        boolean invited = client == owner() && client.store.members().isInvite(invite.id());
        if (invited && linkChain.isEmpty()) {
            linkChain = client.store.chain(client.store.log().size());
            early().stream().skip(1).forEach(newcomer -> clock.in(latencyMillis(), newcomer::start));
        }
    }

    ByteString linkChainFor(SimClient client) {
        boolean passed =
                client.store.log().stream().anyMatch(entry -> entry.chain().equals(linkChain));
        return passed ? ByteString.EMPTY : linkChain;
    }

    void trace(String line) {
        trace.add((clock.nowMillis() - BEGIN_MILLIS) + " " + line);
        if (trace.size() > TRACE_LINES_MAX) {
            trace.remove();
        }
    }

    /** What happened last, for whoever has to find out why. */
    String story() {
        return "seed " + seed + "\n" + String.join("\n", trace);
    }

    /** Everybody comes in. */
    void settleIn() {
        relay.start();
        owner().start();
        for (int i = 0; i < 600 && !isAtRest(early()); i++) {
            clock.runUntil(clock.nowMillis() + 500);
        }
        assertThat(isAtRest(early())).as("everybody is in").isTrue();
    }

    /** Edits and incidents, for a while. */
    void live(Faults newFaults, int incidents) {
        faults = newFaults;
        for (int i = 0; i < incidents; i++) {
            if (i == incidents / 4) {
                clients.stream().filter(client -> !client.isUp()).forEach(SimClient::start);
            }
            clock.runUntil(clock.nowMillis() + chance.between(1, 800));
            chance.pick(clients.stream().filter(SimClient::mayWrite).toList()).write();
            if (chance.percent(20)) {
                backups.add(relay.disk().copy());
            }
            incident();
        }
    }

    private void incident() {
        if (chance.percent(faults.cutPercent()) && !relay.wires().isEmpty()) {
            chance.pick(relay.wires()).cut();
        }
        if (chance.percent(faults.blockPercent()) && !relay.wires().isEmpty()) {
            Wire wire = chance.pick(relay.wires());
            relay.input(new RelayInput.Unwritable(wire.session));
            clock.in(chance.between(1, 2_000), () -> relay.input(new RelayInput.Writable(wire.session)));
        }
        if (chance.percent(faults.clientCrashPercent())) {
            chance.pick(clients).lightFuse(chance.below(12));
        }
        if (relay.isUp() && chance.percent(faults.relayCrashPercent())) {
            crashRelay(false);
        } else if (relay.isUp() && chance.percent(faults.lossPercent())) {
            crashRelay(true);
        }
    }

    private void crashRelay(boolean losesDisk) {
        relay.crash(chance.below(4));
        trace("the relay dies" + (losesDisk ? " and loses its disk" : ""));
        if (losesDisk) {
            loseDisk();
        }
        clock.in(chance.between(1, 3_000), relay::start);
    }

    private void loseDisk() {
        boolean fromBackup = !backups.isEmpty() && chance.percent(60);
        relay.replaceDisk(fromBackup ? backups.get(chance.below(backups.size())).copy() : new MemoryRelayLog.Disk());
        if (chance.percent(30)) {
            relay.shiftClock(chance.between(-20_000, 20_000));
        }
    }

    void restartLater(SimClient client) {
        clock.in(chance.between(1, 3_000), () -> {
            if (!client.isUp()) {
                client.start();
            }
        });
    }

    /** Nothing goes wrong any more: all must come to rest, with the same log, whole. */
    void heal() {
        faults = Faults.NONE;
        for (int i = 0; i < 240 && !isAtRest(clients); i++) {
            clock.runUntil(clock.nowMillis() + 1_000);
            if (i % 30 == 0) {
                clients.forEach(SimClient::restartIfStopped);
            }
        }
        watch.atRest(relay.records(), clients);
        assertThat(isAtRest(clients)).as("everybody is live").isTrue();
    }

    private List<SimClient> early() {
        return clients.subList(0, clients.size() - 1);
    }

    private boolean isAtRest(List<SimClient> some) {
        long end = relay.records().size();
        return some.stream()
                .allMatch(client -> client.isUp()
                        && client.isMember()
                        && client.store.outboxSize() == 0
                        && client.status().equals(new ClientStatus.Live(end)));
    }
}
