package dev.meridian.simulation;

import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People who come and go: invites of several kinds, second devices, roles, approvals, revocations, removals, new keys. */
final class Society {
    private static final int CLIENTS_MAX = 9;
    private static final List<Role> ROLES = List.of(
            Role.ROLE_OWNER,
            Role.ROLE_OWNER,
            Role.ROLE_EDITOR,
            Role.ROLE_EDITOR,
            Role.ROLE_COMMENTER,
            Role.ROLE_VIEWER);

    private final World world;
    private final Chance chance;
    private final List<Ticket> tickets = new ArrayList<>();
    private int made;

    Society(World world) {
        this.world = world;
        this.chance = Chance.of(world.seed(), "society");
    }

    /** Somebody may change who has access; whoever has a link may come. */
    void live(Faults.Society faults) {
        if (!chance.percent(faults.changePercent())) {
            return;
        }
        List<SimClient> people = world.clients().stream()
                .filter(SimClient::isHonest)
                .filter(SimClient::isUp)
                .filter(client -> client.disk.members().isFounded()
                        && client.disk.members().deviceOf(client.keys.id()).isPresent())
                .toList();
        if (people.isEmpty()) {
            return;
        }
        SimClient somebody = chance.pick(people);
        boolean owns = somebody.disk
                .members()
                .roleOf(somebody.keys.id())
                .filter(Role.ROLE_OWNER::equals)
                .isPresent();
        if (!owns && (!faults.takesAway() || chance.percent(50))) {
            addDevice(somebody);
        } else if (!owns) {
            revokeDevice(somebody);
        } else if (!faults.takesAway() || chance.percent(40)) {
            ownerGives(somebody);
        } else {
            ownerTakes(somebody);
        }
    }

    private void ownerGives(SimClient owner) {
        switch (chance.below(4)) {
            case 0, 1 -> invite(owner);
            case 2 -> addDevice(owner);
            default -> settle(owner, true);
        }
    }

    private void ownerTakes(SimClient owner) {
        switch (chance.below(7)) {
            case 0, 1 -> setRole(owner);
            case 2 -> revokeDevice(owner);
            case 3 -> remove(owner);
            case 4 -> rotate(owner);
            case 5 -> settle(owner, false);
            default -> revokeInvite(owner);
        }
    }

    private void invite(SimClient owner) {
        long now = world.clock().nowMillis();
        MemberRecord.InviteTerms terms = new MemberRecord.InviteTerms(
                chance.pick(ROLES),
                1 + chance.below(2),
                chance.percent(70) ? World.NEVER_EXPIRES : now + chance.between(500, 20_000),
                chance.percent(30));
        Ticket ticket =
                new Ticket(DeviceKeys.ofInvite(world.entropy("invite " + ++made).bytes(DeviceKeys.SEED_LENGTH)), terms);
        tickets.add(ticket);
        owner.begin(new Errand(
                "to invite",
                members -> members.isInvite(ticket.keys.id()),
                each -> MemberRecord.invite(each.members(), owner.keys, ticket.keys, terms, each.entropy())));
    }

    /** A client has read on: the link of an invite that is in its log is handed out, and somebody comes by it. */
    void delivered(SimClient owner) {
        for (Ticket ticket : tickets) {
            boolean makes = !ticket.isHandedOut()
                    && owner.disk
                            .members()
                            .inviteOf(ticket.keys.id())
                            .map(InviteState::maker)
                            .filter(owner.keys.id()::equals)
                            .isPresent();
            if (makes) {
                ticket.linkChain = owner.disk.chain(owner.disk.log().size());
                come(new Way.Invited(ticket));
                if (ticket.terms.uses() > 1) {
                    come(new Way.Invited(ticket));
                }
            }
        }
    }

    private Optional<SimClient> come(Way way) {
        if (world.clients().size() >= CLIENTS_MAX) {
            return Optional.empty();
        }
        SimClient newcomer = world.newcomer(way);
        world.clock().in(chance.between(1, 2_000), newcomer::start);
        return Optional.of(newcomer);
    }

    private void addDevice(SimClient sponsor) {
        if (world.clients().size() >= CLIENTS_MAX) {
            return;
        }
        Membership members = sponsor.disk.members();
        DeviceId member = members.deviceOf(sponsor.keys.id()).orElseThrow().member();
        SimClient added = world.newcomer(
                new Way.Added(sponsor.disk.chain(sponsor.disk.log().size())));
        DeviceRequest request = DeviceRequest.of(added.keys, world.workspace(), member, false);
        sponsor.begin(new Errand(
                "to add " + added.name(),
                each -> each.knownDevice(added.keys.id()).isPresent(),
                each -> each.addDevice(request)));
        world.clock().in(chance.between(1, 2_000), added::start);
    }

    private Optional<Person> anybody(Membership members, Person.State state) {
        List<Person> people =
                members.people().stream().filter(each -> each.state() == state).toList();
        return people.isEmpty() ? Optional.empty() : Optional.of(chance.pick(people));
    }

    private void setRole(SimClient owner) {
        Role role = chance.pick(ROLES);
        anybody(owner.disk.members(), Person.State.MEMBER)
                .ifPresent(person -> owner.begin(new Errand(
                        "to make %s %s".formatted(person.id(), role),
                        members -> members.personOf(person.id())
                                .filter(each -> each.role() == role || each.state() == Person.State.REMOVED)
                                .isPresent(),
                        each -> each.setRole(person.id(), role))));
    }

    private void remove(SimClient owner) {
        anybody(owner.disk.members(), Person.State.MEMBER)
                .ifPresent(person -> owner.begin(new Errand(
                        "to remove " + person.id(),
                        members -> isRemoved(members, person.id()),
                        each -> each.remove(person.id()))));
    }

    private static boolean isRemoved(Membership members, DeviceId person) {
        return members.personOf(person)
                .map(each -> each.state() == Person.State.REMOVED)
                .orElse(true);
    }

    private void revokeDevice(SimClient signer) {
        Membership members = signer.disk.members();
        DeviceId own = members.deviceOf(signer.keys.id()).orElseThrow().member();
        boolean owns = members.personOf(own).filter(Person::isOwner).isPresent();
        List<DeviceId> devices = members.people().stream()
                .filter(each -> owns || each.id().equals(own))
                .flatMap(each -> each.devices().stream())
                .filter(each -> !each.equals(signer.keys.id()))
                .toList();
        if (!devices.isEmpty()) {
            DeviceId device = chance.pick(devices);
            signer.begin(new Errand(
                    "to revoke " + device, each -> each.deviceOf(device).isEmpty(), each -> each.revokeDevice(device)));
        }
    }

    private void rotate(SimClient owner) {
        int epoch = owner.disk.members().epoch();
        owner.begin(new Errand("a new key", members -> members.epoch() > epoch, each -> each.rotate()));
    }

    private void settle(SimClient owner, boolean approves) {
        anybody(owner.disk.members(), Person.State.PENDING).ifPresent(person -> {
            if (approves) {
                world.saw(Happening.APPROVED);
            }
            owner.begin(new Errand(
                    (approves ? "to approve " : "to decline ") + person.id(),
                    members -> members.personOf(person.id())
                            .filter(each -> each.state() == Person.State.PENDING)
                            .isEmpty(),
                    each -> approves ? each.approve(person.id()) : each.decline(person.id())));
        });
    }

    private void revokeInvite(SimClient owner) {
        List<InviteState> open = owner.disk.members().invites().stream()
                .filter(InviteState::isOpen)
                .toList();
        if (!open.isEmpty()) {
            DeviceId invite = chance.pick(open).id();
            owner.begin(new Errand(
                    "to revoke invite " + invite,
                    members ->
                            members.inviteOf(invite).map(InviteState::revoked).orElse(true),
                    each -> each.revokeInvite(invite)));
        }
    }
}
