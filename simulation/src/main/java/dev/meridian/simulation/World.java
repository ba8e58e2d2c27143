package dev.meridian.simulation;

import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayLimits;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.MemberRecord;
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
import java.util.stream.Collectors;

/**
 * One workspace, its relay and its people, from a seed. Everything that happens follows from the seed: the same seed is the same world. A world
 * settles in, lives through incidents, heals, and must then come to rest with everybody seeing the same and nothing lost.
 */
public final class World implements AutoCloseable {
    static final long NEVER_EXPIRES = 1L << 50;
    private static final long BEGIN_MILLIS = 1_700_000_000_000L;
    private static final int INCIDENTS = 20;
    private static final String HOST = "relay.example:443";

    private final long seed;
    private final Limits limits;
    private final Chance chance;
    private final Clock clock = new Clock(BEGIN_MILLIS);
    private final Set<Bug> bugs;
    private final Invariants invariants;
    private final Map<Happening, Integer> happenings = new EnumMap<>(Happening.class);
    private final Trace trace;
    private final SigningKey relayKey;
    private final Genesis genesis;
    private final Folding folding;
    private final SimRelay relay;
    private final Society society;
    private final Liar liar;
    /** By which the first people come. */
    private final Ticket ticket;

    private final List<SimClient> clients = new ArrayList<>();
    private final Set<DeviceId> honestDevices = new HashSet<>();
    private Faults faults = Faults.NONE;
    private boolean hasInvited;
    private boolean isSettled;

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
        this.folding = new Folding(genesis.workspace());
        this.invariants = new Invariants(this);
        this.society = new Society(this);
        this.ticket = new Ticket(
                DeviceKeys.ofInvite(entropy("invite").bytes(DeviceKeys.SEED_LENGTH)),
                new MemberRecord.InviteTerms(Role.ROLE_EDITOR, clientCount, NEVER_EXPIRES));
        this.liar = new Liar(this, relayKey);
        this.relay = new SimRelay(this, new RelayIdentity(relayKey, Set.of(HOST)));
        for (int i = 0; i < clientCount; i++) {
            DeviceKeys keys = i == 0 ? ownerKeys : DeviceKeys.generate(entropy("client " + i));
            boolean forges = i == 1 && clientCount > 4;
            Way way = i == 0 ? new Way.Founding() : new Way.Invited(ticket);
            add(new SimClient(this, forges ? "forger" : "client " + i, keys, way, forges));
        }
        owner().disk
                .outbox()
                .enqueue(
                        EntryKind.ENTRY_KIND_MEMBER,
                        genesis.record().id(),
                        genesis.record().item());
    }

    private void add(SimClient client) {
        clients.add(client);
        if (client.isHonest()) {
            honestDevices.add(client.keys.id());
        }
    }

    /** One more device, that nobody has let in yet. */
    SimClient newcomer(Way way) {
        int number = clients.size();
        SimClient client =
                new SimClient(this, "client " + number, DeviceKeys.generate(entropy("client " + number)), way, false);
        add(client);
        return client;
    }

    /**
     * Runs one seed from beginning to end.
     *
     * @param listener is told each event
     * @throws BrokenWorld where an invariant does not hold, something throws, or no rest is found
     */
    public static Outcome run(long seed, Set<Bug> bugs, Consumer<String> listener) {
        return run(seed, Faults.drawn(seed), bugs, listener);
    }

    static Outcome run(long seed, Faults faults, Set<Bug> bugs, Consumer<String> listener) {
        int people = faults.malice().memberPercent() > 0 ? 5 : 4;
        try (World world = new World(seed, people, bugs, listener)) {
            try {
                world.settleIn();
                Incidents incidents = world.live(faults, INCIDENTS);
                incidents.replaceRottenDisk();
                world.heal();
            } catch (RuntimeException e) {
                throw new BrokenWorld(seed, world.trace.last(), e);
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

    /** Whether the first people are in. */
    boolean isSettled() {
        return isSettled;
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

    List<SimClient> clients() {
        return List.copyOf(clients);
    }

    Liar liar() {
        return liar;
    }

    Society society() {
        return society;
    }

    WorkspaceId workspace() {
        return genesis.workspace();
    }

    Folding folding() {
        return folding;
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

    /** Whether a client's transaction cannot be stored: its disk is full, or fails. */
    boolean clientDiskFails() {
        boolean fails = faults.homes().diskPercent() > 0
                && chance.percent(faults.homes().diskPercent());
        if (fails) {
            saw(Happening.CLIENT_DISK_FAILED);
        }
        return fails;
    }

    boolean diskFails() {
        return chance.percent(faults.disk().failsPercent());
    }

    /** A client is connected and has read everything. */
    void live(SimClient client) {
        if (client == owner() && !isSettled && !hasInvited) {
            hasInvited = true;
            client.begin(new Errand(
                    "to invite the first people",
                    members -> members.isInvite(ticket.keys.id()),
                    each -> MemberRecord.invite(
                            each.members(), client.keys, ticket.keys, ticket.terms, each.entropy())));
        }
    }

    /** A client has read on. The owner's link names the log as it was when the invite was in it. */
    void delivered(SimClient client) {
        if (isSettled) {
            society.delivered(client);
        } else if (client == owner()
                && !ticket.isHandedOut()
                && client.disk.members().isInvite(ticket.keys.id())) {
            ticket.linkChain = client.disk.chain(client.disk.log().size());
            early().stream().skip(1).forEach(newcomer -> clock.in(latencyMillis(), newcomer::start));
        }
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
    Incidents live(Faults newFaults, int count) {
        faults = newFaults;
        Incidents incidents = new Incidents(this, faults);
        liar.lie(faults.lies().percent());
        for (int i = 0; i < count; i++) {
            if (i == count / 4) {
                clients().stream().filter(client -> !client.isUp()).forEach(SimClient::start);
            }
            incidents.next();
        }
        return incidents;
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
        trace("healing begins");
        becomeHonest();
        for (int i = 0; i < 240 && !isAtRest(clients); i++) {
            runFor(1_000);
            if (i % 30 == 0) {
                clients().forEach(SimClient::restartIfStopped);
            }
        }
        Violation.unless(isAtRest(clients), () -> "no rest was found: " + unrest());
        invariants.atRest(relay.records(), clients());
    }

    private List<SimClient> early() {
        return clients.subList(0, clients.size() - 1);
    }

    // An honest relay begins a new generation when something comes after its start; where nothing does, a client that
    // was shown two logs goes on asking.
    private void becomeHonest() {
        liar.lie(0);
        if (liar.hasLied()) {
            if (relay.isUp()) {
                relay.crash(0);
                clock.in(1_000, relay::start);
            }
            runFor(5_000);
            clients().forEach(SimClient::restartIfStopped);
            runFor(60_000);
            clients().stream()
                    .filter(client -> client.isHonest() && client.isLive() && client.mayWrite())
                    .forEach(SimClient::write);
        }
    }

    private String unrest() {
        return clients.stream()
                .filter(client -> !isAtRest(List.of(client)))
                .map(SimClient::unrest)
                .collect(Collectors.joining("; "));
    }

    private boolean isAtRest(List<SimClient> some) {
        long end = relay.records().size();
        return some.stream()
                .allMatch(client -> client.isAtRest(end)
                        && !(client.isTurnedAway() && invariants.isMember(client.keys.id(), relay.records())));
    }

    /** Releases the documents. */
    @Override
    public void close() {
        clients.forEach(SimClient::crash);
    }
}
