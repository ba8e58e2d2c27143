package dev.meridian.cli.naming;

import dev.meridian.client.Workspace;
import dev.meridian.model.team.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Person;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** People, devices and invites of an open workspace's log, by the names and digits that a person types. */
public final class Access {
    private static final int DIGITS_SHOWN = 8;
    private static final String ROLE = "ROLE_";

    private final Workspace workspace;

    public Access(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The member that goes by this name, or by the beginning of one of its devices' ids. */
    public Person person(String name) {
        Candidates<Person> candidates =
                new Candidates<>("member", "whoever joined lately is known here after meridian sync");
        people().forEach(person -> candidates.add(person.id().hex(), nameOf(person), person));
        return candidates.pick(name);
    }

    /** The device whose id begins like this, or that of whoever goes by this name. */
    public MemberDevice device(String name) {
        Candidates<MemberDevice> candidates = new Candidates<>("device");
        devices().forEach(device -> candidates.add(device.id().hex(), nameOf(device.member()), device));
        return candidates.pick(name);
    }

    /** The invite whose id begins like this. */
    public InviteState invite(String digits) {
        Candidates<InviteState> candidates = new Candidates<>("invite");
        workspace
                .access()
                .invites()
                .forEach(invite -> candidates.add(invite.keys().id().hex(), "", invite));
        return candidates.pick(digits);
    }

    /** Members, and those who wait to be one. */
    public List<Person> people() {
        return workspace.access().people().stream()
                .filter(person -> person.state() != Person.State.REMOVED)
                .toList();
    }

    /** Devices that may do something, with those for recovery, in the order of their members. */
    public List<MemberDevice> devices() {
        return people().stream()
                .flatMap(person -> Stream.concat(person.devices().stream(), person.recovery().stream()))
                .flatMap(id -> workspace.access().device(id).stream())
                .toList();
    }

    /** As the team calls them, or the digits of the device that they came with. */
    public String nameOf(Person person) {
        return Stream.concat(Stream.of(person.id()), person.devices().stream())
                .flatMap(device -> named(device).stream())
                .findFirst()
                .orElseGet(() -> "the owner of device " + digits(person.id()));
    }

    /** Of a member, or of whose device it is; those who were removed keep their names. */
    public String nameOf(DeviceId device) {
        Optional<DeviceId> member = workspace.access().device(device).map(MemberDevice::member);
        return workspace.access().people().stream()
                .filter(person -> person.id().equals(member.orElse(device)))
                .findFirst()
                .map(this::nameOf)
                .orElseGet(() -> digits(device));
    }

    /** Whose device it is. */
    public String ownerOf(MemberDevice device) {
        return nameOf(device.member());
    }

    /** Who a member of the team is to the log: that has their role. Empty where the log knows none of their devices. */
    public Optional<Person> personOf(Member member) {
        return workspace.access().people().stream()
                .filter(person -> Stream.concat(Stream.of(person.id()), person.devices().stream())
                        .anyMatch(device -> workspace
                                .team()
                                .snapshot()
                                .memberOf(dev.meridian.model.automerge.DeviceId.ofHex(device.hex()))
                                .filter(found -> found.id().equals(member.id()))
                                .isPresent()))
                .findFirst();
    }

    /** {@code owner}, {@code waits for approval}, {@code removed}, {@code no access}. */
    public static String standing(Optional<Person> person) {
        return person.map(known -> switch (known.state()) {
                    case MEMBER -> word(known.role());
                    case PENDING -> "waits for approval";
                    case REMOVED -> "removed";
                })
                .orElse("no access");
    }

    private Optional<String> named(DeviceId device) {
        return workspace
                .team()
                .snapshot()
                .memberOf(dev.meridian.model.automerge.DeviceId.ofHex(device.hex()))
                .map(Member::name);
    }

    /** The beginning of an id, enough to name it by. */
    public static String digits(DeviceId id) {
        return id.hex().substring(0, DIGITS_SHOWN);
    }

    /** A role as commands call it. */
    public static String word(Role role) {
        return role.name().startsWith(ROLE)
                ? role.name().substring(ROLE.length()).toLowerCase(Locale.ROOT)
                : "unknown";
    }
}
