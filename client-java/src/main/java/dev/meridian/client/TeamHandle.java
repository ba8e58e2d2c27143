package dev.meridian.client;

import dev.meridian.client.local.Identities;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The team document of an open workspace. */
public final class TeamHandle {
    private final Workspace workspace;

    TeamHandle(Workspace workspace) {
        this.workspace = workspace;
    }

    /** As it is now. */
    public Team snapshot() {
        return workspace.read(View::team);
    }

    /** Carries out all intents, or none. @throws dev.meridian.model.intent.IntentRefused as it says */
    public Edit apply(TeamIntent... intents) {
        return apply(List.of(intents));
    }

    /** As above. */
    public Edit apply(List<TeamIntent> intents) {
        return workspace.apply(
                Plan.builder().team(intents.toArray(TeamIntent[]::new)).build());
    }

    /** What {@link #apply} would warn of; writes nothing. */
    public List<Warning> check(List<TeamIntent> intents) {
        return workspace
                .core()
                .thread()
                .call(() -> workspace.core().documents().team().check(intents));
    }

    /** Members by name. */
    public List<Member> members() {
        return snapshot().members().values().stream()
                .filter(member -> !member.meta().life().deleted())
                .sorted(Comparator.comparing(Member::name)
                        .thenComparing(member -> member.id().hex()))
                .toList();
    }

    /** A member by name, or by id. */
    public Optional<MemberId> member(String nameOrId) {
        return members().stream()
                .filter(member ->
                        member.name().equals(nameOrId) || member.id().hex().equals(nameOrId))
                .map(Member::id)
                .findFirst();
    }

    /** A status by name, whatever its case, or by id. */
    public Optional<StatusId> status(String nameOrId) {
        return statuses().stream()
                .filter(status -> status.name().equalsIgnoreCase(nameOrId)
                        || status.id().hex().equals(nameOrId))
                .map(Status::id)
                .findFirst();
    }

    /** Statuses that are not in the trash, in their order. */
    public List<Status> statuses() {
        return snapshot().statusesInOrder();
    }

    /**
     * Devices that the log lets in and no member of the team is named for, with their roles: of whoever may only read, and so
     * could not write its own name here.
     */
    public SortedMap<DeviceId, Role> unnamed() {
        Team team = snapshot();
        SortedMap<DeviceId, Role> unnamed = new TreeMap<>(Comparator.comparing(DeviceId::hex));
        workspace.core().thread().call(() -> workspace.core().standing().members()).stream()
                .flatMap(members -> members.devices().stream())
                .filter(device ->
                        team.memberOf(Identities.device(device.keys().id())).isEmpty())
                .forEach(device -> unnamed.put(device.keys().id(), device.role()));
        return unnamed;
    }

    /**
     * Enters a person whose device is {@link #unnamed}.
     *
     * @throws UnknownNameException if no such device is waiting for a name
     * @throws dev.meridian.model.intent.IntentRefused if a team cannot have a member like that, or this device may not write
     */
    public MemberId enter(DeviceId device, String name, ZoneId zone) {
        if (!unnamed().containsKey(device)) {
            throw new UnknownNameException(
                    UnknownNameException.Reason.NOT_FOUND,
                    "No device " + device + " is waiting for a name in this workspace.");
        }
        MemberId member = workspace
                .core()
                .thread()
                .call(() -> workspace.core().standing().attribution().members().get(Identities.device(device)));
        workspace.apply(view -> view.team().memberOf(Identities.device(device)).isPresent()
                ? Plan.builder().build()
                : Plan.builder()
                        .team(new Introduction(member, name, zone)
                                .intents(Identities.device(device))
                                .toArray(TeamIntent[]::new))
                        .build());
        return member;
    }

    /** Names the workspace. */
    public Edit rename(String name) {
        return apply(new TeamIntent.SetName(name));
    }
}
