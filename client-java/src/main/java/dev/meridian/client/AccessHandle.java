package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceLink;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.InviteLink;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Person;
import dev.meridian.sync.trust.Registrar;
import dev.meridian.sync.trust.VerifyKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who has access to an open workspace, by its log: members, their devices, invites, keys. A member is known here by the device that it
 * came with; the name of one is in the team document ({@link TeamHandle}). What changes something needs the relay, and throws {@link
 * RelayException} where that is not there, or where it is not allowed, in a sentence that says why.
 */
public final class AccessHandle {
    private final Workspace workspace;

    AccessHandle(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Everybody who is a member, was one, or waits for approval, in the order they came. */
    public List<Person> people() {
        return members().map(Membership::people).orElse(List.of());
    }

    /** The key that the relay's heads are signed with; empty while the workspace is not founded in the log. */
    public Optional<VerifyKey> relayKey() {
        return members().filter(Membership::isFounded).map(Membership::relayKey);
    }

    /** Who let in, changed and removed whom, and when: computed again from the log that is kept here. */
    public List<AccessEvent> history() {
        return core().thread().call(() -> Chronicle.of(core()));
    }

    /** Those who wait for approval. */
    public List<Person> pending() {
        return people().stream()
                .filter(person -> person.state() == Person.State.PENDING)
                .toList();
    }

    /** The devices that may act, in the order they came. */
    public Collection<MemberDevice> devices() {
        return members().map(Membership::devices).orElse(List.of());
    }

    /** A device by its id, also one that waits, is for recovery alone, or is gone. */
    public Optional<MemberDevice> device(DeviceId id) {
        return members().flatMap(members -> members.knownDevice(id));
    }

    /** All invites, used up, over and revoked ones too, in the order they were made. */
    public List<InviteState> invites() {
        return members().map(Membership::invites).orElse(List.of());
    }

    /** The member whose device this home is; empty while the log does not say so. */
    public Optional<Person> me() {
        return members().flatMap(members -> members.personBehind(core().device()));
    }

    private Optional<Membership> members() {
        return core().thread().call(() -> {
            core().standing().follow();
            return core().standing().members();
        });
    }

    private WorkspaceCore core() {
        return workspace.core();
    }

    /**
     * Makes an invite link, as {@link Workspace#invite}.
     *
     * @param approval whether those who join wait until an owner approves, and the link holds no key
     */
    public InviteLink invite(Role role, int uses, Duration validFor, boolean approval) {
        return workspace.invite(role, uses, validFor, approval);
    }

    /** Lets nobody in any more by an invite, and changes the key if the invite's link gave it. */
    public void revokeInvite(DeviceId invite) {
        change(
                members -> members.inviteOf(invite).filter(InviteState::revoked).isPresent(),
                registrar -> registrar.revokeInvite(invite));
    }

    /** Makes somebody who waits a member. */
    public void approve(DeviceId member) {
        change(members -> is(members, member, Person.State.MEMBER), registrar -> registrar.approve(member));
    }

    /** Sends somebody who waits away. */
    public void decline(DeviceId member) {
        change(members -> is(members, member, Person.State.REMOVED), registrar -> registrar.decline(member));
    }

    /** Removes a member with all its devices, voids the invites it made, and changes the key. */
    public void remove(DeviceId member) {
        change(members -> is(members, member, Person.State.REMOVED), registrar -> registrar.remove(member));
    }

    /** Gives a member another role. */
    public void setRole(DeviceId member, Role role) {
        change(
                members -> members.personOf(member)
                        .filter(person -> person.role() == role && person.state() == Person.State.MEMBER)
                        .isPresent(),
                registrar -> registrar.setRole(member, role));
    }

    /** Changes the key, for no other reason than that it is time. */
    public void rotate() {
        int before =
                members().filter(Membership::isFounded).map(Membership::epoch).orElse(0);
        change(members -> members.epoch() > before, Registrar::rotate);
    }

    /**
     * Where this workspace is and whose device is asked for: what a new device of this member's needs to ask for itself ({@link
     * Meridian#requestDevice}). Nothing of it is secret. Whoever lost their devices and has their words left recovers with any member's.
     */
    public DeviceLink deviceLink() {
        return core().thread().call(() -> {
            Membership members = core().standing().logged();
            DeviceId member = members.knownDevice(core().device())
                    .map(MemberDevice::member)
                    .orElseThrow(() -> new RelayException(
                            RelayException.Reason.NOT_A_MEMBER, "This device is no member's yet: sync first."));
            RelayAddress relay = core().relay();
            return new DeviceLink(
                    relay.secure(),
                    relay.host(),
                    relay.port(),
                    core().id(),
                    Sha256.of(members.relayKey().bytes()),
                    core().standing().log().chain(),
                    member);
        });
    }

    /**
     * Lets another device act for this member.
     *
     * @param request as the new device wrote it ({@link Meridian#requestDevice})
     * @throws JoinException if it is not a request
     */
    public MemberDevice addDevice(String request) {
        DeviceRequest parsed = switch (DeviceRequest.parse(request)) {
            case DeviceRequest.Parsed good -> good.request();
            case DeviceRequest.Broken broken ->
                throw new JoinException(
                        JoinException.Reason.BROKEN_LINK, "This is not a usable request: " + broken.reason() + ".");
        };
        add(parsed);
        return device(parsed.device()).orElseThrow();
    }

    /**
     * Makes the keys that a seed stands for this member's recovery device: with them alone a lost device can be replaced ({@link
     * Meridian#recover}).
     *
     * @param seed 32 random bytes, which are to be kept as words
     */
    public void addRecovery(ByteString seed) {
        DeviceKeys recovery = DeviceKeys.ofRecovery(seed);
        DeviceId member = me().map(Person::id).orElseGet(() -> core().device());
        add(DeviceRequest.of(recovery, core().id(), member, true));
    }

    private void add(DeviceRequest request) {
        change(
                members -> members.knownDevice(request.device())
                        .filter(device -> !device.isGone())
                        .isPresent(),
                registrar -> registrar.addDevice(request));
    }

    /** Lets a device act no more, and changes the key. Of one's own member, but not the device itself; owners of every one. */
    public void revokeDevice(DeviceId device) {
        change(
                members ->
                        members.knownDevice(device).filter(MemberDevice::isGone).isPresent(),
                registrar -> registrar.revokeDevice(device));
    }

    /**
     * Has everybody skip what stands at a position of the log, and everything that builds on it.
     *
     * @throws UnknownNameException if no change of a document stands there
     */
    public void quarantine(long pos) {
        ItemId item = core().thread()
                .call(() -> core().store()
                        .log()
                        .at(pos)
                        .filter(row -> row.kind() == EntryKind.ENTRY_KIND_ENVELOPE)
                        .map(LogRow::item)
                        .map(bytes -> new ItemId(Sha256.of(bytes)))
                        .orElseThrow(() -> new UnknownNameException(
                                UnknownNameException.Reason.NOT_FOUND,
                                "At position " + pos + " of the log stands nothing that could be put in quarantine.")));
        change(members -> members.isQuarantined(item), registrar -> registrar.quarantine(item, pos));
    }

    /**
     * Moves the workspace to another relay, as an owner: signs that its key orders the log from now on, and fills it with what is here. Members who
     * still reach the relay before are led there by it; the others need its address ({@link Workspace#follow}).
     *
     * @param to where it is; its key must be the one named, if one is
     * @param lost whether the relay before is gone for good: what only others hold of it, they bring. Otherwise it is told first
     * @return SHA-256 of the other relay's key
     * @throws RelayException if either relay is not there, or this device is no owner's
     */
    public ByteString moveTo(RelayPlace to, boolean lost, SyncProgress.Listener progress) {
        return new Relocation(workspace, progress).move(to, lost);
    }

    private static boolean is(Membership members, DeviceId member, Person.State state) {
        return members.personOf(member)
                .filter(person -> person.state() == state)
                .isPresent();
    }

    void change(Predicate<Membership> isDone, Function<Registrar, MemberRecord> maker) {
        AccessChange change = new AccessChange(core(), isDone, maker);
        long unused = workspace.await(new MemberErrand(core().store(), core().standing(), core().device(), change));
    }
}
