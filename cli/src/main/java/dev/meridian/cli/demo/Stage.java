package dev.meridian.cli.demo;

import dev.meridian.cli.demo.SampleCard.Person;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Meridian;
import dev.meridian.client.SyncReport;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.MemberId;
import dev.meridian.proto.v1.Role;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.RelayStartException;
import dev.meridian.sync.trust.InviteLink;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The two members, their homes and their relay, all in this process. Used by one thread; closing it ends everything. */
final class Stage implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int WEB_USES = 20;
    private static final Duration WEB_VALID = Duration.ofDays(7);

    private final Run run;
    private final DemoHomes homes;
    private final SecureRandom random = new SecureRandom();
    private final SamplePlan plan;
    private final Divergence divergence;
    private final Map<Person, Meridian> devices = new EnumMap<>(Person.class);
    private final Map<Person, Workspace> workspaces = new EnumMap<>(Person.class);
    private Optional<RelayServer> relay = Optional.empty();
    private int port;

    /** @param port for the relay; 0 for a free one, which it then keeps */
    Stage(Run run, DemoHomes homes, int port) {
        this.run = run;
        this.homes = homes;
        this.port = port;
        this.plan = new SamplePlan(random, LocalDate.now(run.surroundings().clock()));
        this.divergence = new Divergence(plan, random);
    }

    SamplePlan plan() {
        return plan;
    }

    String url() {
        return "http://" + new Listen(HOST, port);
    }

    void startRelay() throws RelayStartException {
        RelayServer started = RelayServer.start(RelaySettings.of(homes.relayData(), new Listen(HOST, port)));
        relay = Optional.of(started);
        port = started.address().getPort();
    }

    void stopRelay() {
        relay.ifPresent(RelayServer::close);
        relay = Optional.empty();
    }

    /** The first member founds the workspace, fills it and brings it to the relay. */
    void found() {
        Person founder = Person.INES;
        Workspace workspace = device(founder)
                .createWorkspace(
                        SampleTeam.WORKSPACE, URI.create(url()), founder.fullName(), ZoneId.of(founder.zone()));
        workspaces.put(founder, workspace);
        workspace.apply(plan.everything());
        workspace.sync();
    }

    /** The second joins by a link of the first; then both hold the same, owners included. */
    void welcome() {
        Person newcomer = Person.KENJI;
        InviteLink link = workspace(Person.INES).invite(Role.ROLE_EDITOR, 1, Duration.ofHours(1));
        workspaces.put(newcomer, device(newcomer).join(link, newcomer.fullName(), ZoneId.of(newcomer.zone())));
        workspace(newcomer).sync();
        sync(Person.INES);
        workspace(Person.INES).apply(plan.owners(members(Person.INES)));
        sync(Person.INES);
        sync(newcomer);
    }

    /** A link by which browsers join; none where the relay has no pages. */
    Optional<String> webLink() {
        return relay.filter(RelayServer::servesPages)
                .map(serving -> workspace(Person.INES)
                        .invite(Role.ROLE_EDITOR, WEB_USES, WEB_VALID)
                        .format());
    }

    private Map<Person, MemberId> members(Person asSeenBy) {
        Map<Person, MemberId> members = new EnumMap<>(Person.class);
        for (Person person : Person.values()) {
            workspace(asSeenBy).team().member(person.fullName()).ifPresent(id -> members.put(person, id));
        }
        return members;
    }

    SyncReport sync(Person person) {
        return workspace(person).sync();
    }

    Workspace workspace(Person person) {
        return Optional.ofNullable(workspaces.get(person)).orElseThrow();
    }

    Divergence divergence() {
        return divergence;
    }

    private Meridian device(Person person) {
        return devices.computeIfAbsent(person, who -> run.open(homes.home(who)));
    }

    /** Lets go of both homes, so that commands have them for themselves. */
    void closeHomes() {
        workspaces.values().forEach(Workspace::close);
        workspaces.clear();
        devices.values().forEach(Meridian::close);
        devices.clear();
    }

    @Override
    public void close() {
        closeHomes();
        stopRelay();
    }
}
