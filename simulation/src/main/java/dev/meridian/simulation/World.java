package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.id.DeviceId;
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
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One workspace, its relay and its people, from a seed. Everything that happens follows from the seed: the same seed is the same world. A world
 * settles in, lives through incidents, heals, and must then come to rest with everybody seeing the same and nothing lost.
 */
public final class World implements AutoCloseable {
    private static final long BEGIN_MILLIS = 1_700_000_000_000L;
    private static final long NEVER_EXPIRES = 1L << 50;
    private static final int INCIDENTS = 20;
    private static final int BACKUPS_MAX = 8;
    private static final String HOST = "relay.example:443";

    private final long seed;
    private final Limits limits;
    private final Chance chance;
    private final Clock clock = new Clock(BEGIN_MILLIS);
    private final Set<Bug> bugs;
    private final Invariants invariants = new Invariants(this);
    private final Map<Happening, Integer> happenings = new EnumMap<>(Happening.class);
    private final Trace trace;
    private final SigningKey relayKey;
    private final Genesis genesis;
    private final SimRelay relay;
    private final DeviceKeys invite;
    private final List<SimClient> clients = new ArrayList<>();
    private final Set<DeviceId> honestDevices = new HashSet<>();
    private final List<MemoryRelayLog.Disk> backups = new ArrayList<>();
    private ByteString linkChain = ByteString.EMPTY;
    private Faults faults = Faults.NONE;
    private int strangers;
    private boolean isSettled;

    /**
     * What came of a world.
     *
     * @param trace hash of everything that happened, in hex
     * @param happenings how often what worlds should see was seen
     */
    public record Outcome(String trace, Map<String, Integer> happenings) {}

    /** A world that has gone wrong, with its seed and its last events in the message. */
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final RuntimeException why;

        Broken(long seed, String last, RuntimeException why) {
            super("seed " + seed + ": " + why.getMessage() + "\n" + last, why);
            this.why = why;
        }

        /** What did not hold, or what was thrown. */
        public RuntimeException why() {
            return why;
        }
    }

    /**
     * A founded workspace, a relay, and clients that are not members yet but for the first; the last comes when things go wrong already.
     *
     * @param bugs to plant
     * @param listener is told each event
     */
    World(long seed, int clientCount, Set<Bug> bugs, Consumer<String> listener) {
        this(seed, clientCount, Limits.TIGHT, bugs, listener);
    }

    World(long seed, int clientCount, Limits limits, Set<Bug> bugs, Consumer<String> listener) {
        this.seed = seed;
        this.limits = limits;
        this.chance = Chance.of(seed, "world");
        this.bugs = Set.copyOf(bugs);
        this.trace = new Trace(listener);
        this.relayKey = SigningKey.generate(entropy("relay key"));
        DeviceKeys ownerKeys = DeviceKeys.generate(entropy("client 0"));
        this.genesis = Genesis.create(ownerKeys, relayKey.verifyKey(), entropy("genesis"));
        this.invite = DeviceKeys.ofInvite(entropy("invite").bytes(DeviceKeys.SEED_LENGTH));
        this.relay = new SimRelay(this, new RelayIdentity(relayKey, Set.of(HOST)));
        for (int i = 0; i < clientCount; i++) {
            DeviceKeys keys = i == 0 ? ownerKeys : DeviceKeys.generate(entropy("client " + i));
            boolean forges = i == 1 && clientCount > 4;
            clients.add(new SimClient(this, forges ? "forger" : "client " + i, keys, forges));
            if (!forges) {
                honestDevices.add(keys.id());
            }
        }
        owner().disk
                .enqueue(
                        EntryKind.ENTRY_KIND_MEMBER,
                        genesis.record().id(),
                        genesis.record().item());
    }

    /**
     * Runs one seed from beginning to end.
     *
     * @param listener is told each event
     * @throws Broken where an invariant does not hold, something throws, or no rest is found
     */
    public static Outcome run(long seed, Set<Bug> bugs, Consumer<String> listener) {
        Faults faults = Faults.drawn(Chance.of(seed, "faults"));
        int people = faults.malice().memberPercent() > 0 ? 5 : 4;
        try (World world = new World(seed, people, bugs, listener)) {
            try {
                world.settleIn();
                world.live(faults, INCIDENTS);
                world.heal();
            } catch (RuntimeException e) {
                throw new Broken(seed, world.trace.last(), e);
            }
            return world.outcome();
        }
    }

    private Outcome outcome() {
        Map<String, Integer> seen = new TreeMap<>();
        happenings.forEach((what, times) -> seen.put(what.name(), times));
        return new Outcome(trace.hash(), seen);
    }

    long seed() {
        return seed;
    }

    Clock clock() {
        return clock;
    }

    Chance chance() {
        return chance;
    }

    /** Whether a defect is planted and at work: it is not before everybody is in. */
    boolean has(Bug bug) {
        return isSettled && bugs.contains(bug);
    }

    Invariants invariants() {
        return invariants;
    }

    Map<Happening, Integer> happenings() {
        return happenings;
    }

    void saw(Happening happening) {
        happenings.merge(happening, 1, Integer::sum);
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

    Set<DeviceId> honestDevices() {
        return honestDevices;
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
        return limits.relay();
    }

    ClientLimits clientLimits() {
        return limits.client();
    }

    long latencyMillis() {
        return chance.between(0, faults.network().latencyMillisMax());
    }

    long diskMillis() {
        return chance.between(0, faults.disk().millisMax());
    }

    boolean diskFails() {
        return chance.percent(faults.disk().failsPercent());
    }

    MemberRecord newInvite(Membership members) {
        MemberRecord.InviteTerms terms = new MemberRecord.InviteTerms(Role.ROLE_EDITOR, clients.size(), NEVER_EXPIRES);
        return MemberRecord.invite(members, owner().keys, invite, terms, entropy("inviting"));
    }

    /** The owner's link names the log as it was when the invite was in it. */
    void seeLink(SimClient client) {
        boolean invited = client == owner() && client.disk.members().isInvite(invite.id());
        if (invited && linkChain.isEmpty()) {
            linkChain = client.disk.chain(client.disk.log().size());
            early().stream().skip(1).forEach(newcomer -> clock.in(latencyMillis(), newcomer::start));
        }
    }

    ByteString linkChainFor(SimClient client) {
        boolean passed =
                client.disk.log().stream().anyMatch(entry -> entry.chain().equals(linkChain));
        return passed ? ByteString.EMPTY : linkChain;
    }

    void trace(String line) {
        trace.add(clock.nowMillis() - BEGIN_MILLIS, line);
    }

    void runFor(long millis) {
        clock.runUntil(clock.nowMillis() + millis);
    }

    /** Everybody comes in. */
    void settleIn() {
        relay.start();
        owner().start();
        owner().found();
        for (int i = 0; i < 600 && !isAtRest(early()); i++) {
            runFor(500);
        }
        Violation.unless(isAtRest(early()), () -> "not everybody came in");
        early().forEach(client -> client.notebook().follow());
        isSettled = true;
    }

    /** Edits and incidents, for a while. */
    void live(Faults newFaults, int incidents) {
        faults = newFaults;
        for (int i = 0; i < incidents; i++) {
            if (i == incidents / 4) {
                clients.stream().filter(client -> !client.isUp()).forEach(SimClient::start);
            }
            runFor(chance.between(1, 800));
            edit();
            if (chance.percent(20) && backups.size() < BACKUPS_MAX) {
                backups.add(relay.disk().sound().copy());
            }
            incident();
        }
    }

    private void edit() {
        List<SimClient> able = clients.stream()
                .filter(SimClient::mayWrite)
                .filter(client ->
                        client.isHonest() || chance.percent(faults.malice().memberPercent()))
                .toList();
        if (!able.isEmpty()) {
            chance.pick(able).write();
        }
    }

    private void incident() {
        List<Wire> wires = relay.wires();
        if (chance.percent(faults.network().cutPercent()) && !wires.isEmpty()) {
            chance.pick(wires).cut();
        }
        if (chance.percent(faults.network().stallPercent()) && !wires.isEmpty()) {
            chance.pick(wires).stall(chance.percent(50), chance.between(1, 4_000));
        }
        if (chance.percent(faults.network().blockPercent()) && !wires.isEmpty()) {
            Wire wire = chance.pick(wires);
            relay.input(new RelayInput.Unwritable(wire.session));
            clock.in(chance.between(1, 2_000), () -> relay.input(new RelayInput.Writable(wire.session)));
        }
        if (chance.percent(faults.malice().strangerPercent())) {
            new Stranger(this, ++strangers).knock();
        }
        if (chance.percent(faults.deaths().clientCrashPercent())) {
            chance.pick(clients).lightFuse(chance.below(12));
        }
        if (relay.isUp()) {
            incidentOfTheRelay();
        }
    }

    private void incidentOfTheRelay() {
        if (chance.percent(faults.deaths().clockPercent())) {
            long jump = chance.between(-20_000, 20_000);
            trace("the relay's clock jumps by " + jump);
            relay.shiftClock(jump);
        }
        if (chance.percent(faults.disk().rotPercent()) && !relay.records().isEmpty()) {
            int pos = 1 + chance.below(relay.records().size());
            trace("entry " + pos + " rots");
            relay.disk().rot(pos);
        }
        if (chance.percent(faults.deaths().relayCrashPercent())) {
            crashRelay(false);
        } else if (chance.percent(faults.disk().lossPercent())) {
            crashRelay(true);
        }
    }

    private void crashRelay(boolean losesDisk) {
        relay.crash(chance.below(4));
        trace("the relay dies" + (losesDisk ? " and loses its disk" : ""));
        if (losesDisk) {
            replaceDisk();
        }
        clock.in(chance.between(1, 3_000), relay::start);
    }

    private void replaceDisk() {
        boolean fromBackup = !backups.isEmpty() && chance.percent(60);
        relay.replaceDisk(fromBackup ? chance.pick(backups).copy() : new MemoryRelayLog.Disk());
    }

    void restartLater(SimClient client) {
        clock.in(chance.between(1, 3_000), () -> {
            if (!client.isUp()) {
                client.start();
            }
        });
    }

    /** Nothing goes wrong any more, and a rotten disk is replaced: all must come to rest, with the same log, whole. */
    void heal() {
        faults = Faults.NONE;
        trace("healing begins");
        if (relay.disk().isRotten()) {
            if (relay.isUp()) {
                relay.crash(0);
                clock.in(1_000, relay::start);
            }
            replaceDisk();
        }
        List<SimClient> honest = clients.stream().filter(SimClient::isHonest).toList();
        for (int i = 0; i < 240 && !isAtRest(clients); i++) {
            runFor(1_000);
            if (i % 30 == 0) {
                clients.forEach(SimClient::restartIfStopped);
            }
        }
        Violation.unless(isAtRest(clients), () -> "no rest was found");
        invariants.atRest(relay.records(), honest);
    }

    private List<SimClient> early() {
        return clients.subList(0, clients.size() - 1);
    }

    private boolean isAtRest(List<SimClient> some) {
        long end = relay.records().size();
        return some.stream()
                .allMatch(client -> client.isUp()
                        && client.isMember()
                        && client.disk.isSent()
                        && client.status().equals(new ClientStatus.Live(end)));
    }

    /** Releases the documents. */
    @Override
    public void close() {
        clients.forEach(SimClient::crash);
    }
}
