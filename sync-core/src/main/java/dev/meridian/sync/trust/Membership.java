package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is a member of a workspace at a position of its log: the fold of the membership records up to it. The rules of the fold
 * are in {@link MembershipFold}; here are the state and the questions asked of it. Immutable.
 */
public final class Membership {
    private final WorkspaceId workspace;
    private final Optional<Foundation> foundation;
    private final IdTrie<Person> people;
    private final IdTrie<MemberDevice> devices;
    private final IdTrie<InviteState> invites;
    private final Set<ItemId> quarantined;

    private Membership(
            WorkspaceId workspace,
            Optional<Foundation> foundation,
            IdTrie<Person> people,
            IdTrie<MemberDevice> devices,
            IdTrie<InviteState> invites,
            Set<ItemId> quarantined) {
        this.workspace = workspace;
        this.foundation = foundation;
        this.people = people;
        this.devices = devices;
        this.invites = invites;
        this.quarantined = quarantined;
    }

    /**
     * One epoch's key, as far as everybody sees it.
     *
     * @param prevKey the key of the epoch before, sealed under this one; empty at epoch 0
     */
    record Epoch(ByteString commit, ByteString prevKey) {}

    /** What genesis fixes, and what records move on. Epoch e is the e-th of the list. */
    record Foundation(RelayReign relay, ByteString wrapContext, List<Epoch> epochs, ItemId lastRecord) {
        Foundation after(ItemId record) {
            return new Foundation(relay, wrapContext, epochs, record);
        }

        Foundation with(Epoch next) {
            List<Epoch> longer = new ArrayList<>(epochs);
            longer.add(next);
            return new Foundation(relay, wrapContext, List.copyOf(longer), lastRecord);
        }

        Foundation with(RelayReign next) {
            return new Foundation(next, wrapContext, epochs, lastRecord);
        }
    }

    /** What came of a record. */
    public sealed interface Step {}

    /** Valid: this is who is a member after it. */
    public record Accepted(Membership next, ItemId record) implements Step {}

    /** Not valid here. {@link Refusal#STALE} may be valid once made again; the others are the sender's fault. */
    public record Refused(Refusal refusal, String reason) implements Step {}

    /** An operation of a later version: whoever does not know it must stop here and not guess. */
    public record UpgradeNeeded(String reason) implements Step {}

    /** Why a record is refused. */
    public enum Refusal {
        /** Not a membership record. */
        MALFORMED,
        /** A key that is not fit to enrol. */
        BAD_KEY,
        /** Not signed by the device, or not admitted by the invite, that it names. */
        BAD_SIGNATURE,
        /** Its workspace is another one, or its hash is not this workspace's id. */
        WRONG_WORKSPACE,
        /** It follows another record than the last: somebody was faster. */
        STALE,
        /** It wraps the key of an epoch that is over. */
        STALE_EPOCH,
        /** The signer is no member, or its role does not allow this. */
        NOT_ALLOWED,
        /** The invite does not exist. */
        NO_SUCH_INVITE,
        /** The invite is over. */
        INVITE_EXPIRED,
        /** The invite was used as often as it may be. */
        INVITE_USED_UP,
        /** The invite was revoked, or became void with its maker. */
        INVITE_REVOKED,
        /** The device, or invite, is there already, or was there and is gone for good. */
        ALREADY_PRESENT,
        /** There is no such member or device, or none any more. */
        NO_SUCH_MEMBER,
        /** The workspace would have no owner any more. */
        LAST_OWNER,
        /** The member would have no device any more. */
        LAST_DEVICE,
        /** The new epoch is not sealed to exactly those who remain, or is not the next one. */
        BAD_REKEY
    }

    /** Before the genesis record: nobody is a member. */
    public static Membership none(WorkspaceId workspace) {
        return new Membership(workspace, Optional.empty(), IdTrie.empty(), IdTrie.empty(), IdTrie.empty(), Set.of());
    }

    /**
     * Judges the next membership record.
     *
     * @param item a serialised {@code Signed}
     * @param entryMillis the relay's time of its entry: invites expire by it
     */
    public Step apply(ByteString item, long entryMillis) {
        return new MembershipFold(this, entryMillis).step(item);
    }

    Membership with(Foundation founded) {
        return new Membership(workspace, Optional.of(founded), people, devices, invites, quarantined);
    }

    Membership with(Person person) {
        return new Membership(workspace, foundation, people.with(person.id(), person), devices, invites, quarantined);
    }

    Membership with(MemberDevice device) {
        return new Membership(workspace, foundation, people, devices.with(device.id(), device), invites, quarantined);
    }

    Membership with(InviteState invite) {
        return new Membership(workspace, foundation, people, devices, invites.with(invite.id(), invite), quarantined);
    }

    Membership withQuarantined(ItemId item) {
        Set<ItemId> more = new HashSet<>(quarantined);
        more.add(item);
        return new Membership(workspace, foundation, people, devices, invites, Set.copyOf(more));
    }

    Membership after(ItemId record) {
        return with(foundation().after(record));
    }

    /** Without a device, which is gone from then on. */
    Membership withoutDevice(MemberDevice device, long millis, DeviceId by) {
        Membership next = with(device.goneAt(millis, by));
        return personOf(device.member())
                .map(owner -> next.with(owner.without(device.id())))
                .orElse(next);
    }

    /** Without a member, its devices, and the invites it made. */
    Membership withoutPerson(Person person, long millis, DeviceId by) {
        Membership next = with(person.removed());
        for (MemberDevice device : devicesOf(person)) {
            next = next.with(device.goneAt(millis, by));
        }
        return next.withoutInvitesOf(person.id());
    }

    Membership withoutInvitesOf(DeviceId maker) {
        Membership next = this;
        for (InviteState invite : invites.values()) {
            if (invite.maker().equals(maker) && invite.isOpen()) {
                next = next.with(invite.voided());
            }
        }
        return next;
    }

    Membership withRole(Person person, Role role) {
        Membership next = with(person.as(role));
        for (MemberDevice device : devicesOf(person)) {
            next = next.with(device.as(role));
        }
        // Who no longer owns the workspace must not come back as an owner by a link of its own.
        return person.isOwner() && role != Role.ROLE_OWNER ? next.withoutInvitesOf(person.id()) : next;
    }

    /** The devices of a member, the recovery device with them. */
    List<MemberDevice> devicesOf(Person person) {
        return person.allDevices().flatMap(id -> devices.get(id).stream()).toList();
    }

    /** The workspace. */
    public WorkspaceId workspace() {
        return workspace;
    }

    /** Whether the genesis record is in. The questions that it answers throw {@code IllegalStateException} before. */
    public boolean isFounded() {
        return foundation.isPresent();
    }

    /** A device that may act for a member. */
    public Optional<MemberDevice> deviceOf(DeviceId id) {
        return knownDevice(id).filter(device -> device.kind() == MemberDevice.Kind.ACTIVE);
    }

    /** All devices that the log names, whatever they may do, also those that are gone. */
    public Collection<MemberDevice> knownDevices() {
        return devices.values();
    }

    /** A device that the log names, whatever it may do, also when it is gone. */
    public Optional<MemberDevice> knownDevice(DeviceId id) {
        return devices.get(id);
    }

    /** All devices that may act, in the order they came. */
    public Collection<MemberDevice> devices() {
        return devices.values().stream()
                .filter(device -> device.kind() == MemberDevice.Kind.ACTIVE)
                .toList();
    }

    /** Everybody who ever was a member, or waits to be one, in the order they came. */
    public List<Person> people() {
        return people.values();
    }

    /** A member, by the id of the device that it came with. */
    public Optional<Person> personOf(DeviceId member) {
        return people.get(member);
    }

    /** The member whose device this is, or was. */
    public Optional<Person> personBehind(DeviceId device) {
        return knownDevice(device).flatMap(known -> personOf(known.member()));
    }

    /** A member's role. */
    public Optional<Role> roleOf(DeviceId id) {
        return deviceOf(id).map(MemberDevice::role);
    }

    /** Whether the device may write into the document: who owns or edits into all, who comments into comments (MEM-7). */
    public boolean mayWrite(DeviceId id, DocumentId document) {
        return roleOf(id)
                .map(role -> switch (role) {
                    case ROLE_OWNER, ROLE_EDITOR -> true;
                    case ROLE_COMMENTER -> document.isComments();
                    case ROLE_VIEWER, ROLE_UNSPECIFIED, UNRECOGNIZED -> false;
                })
                .orElse(false);
    }

    /** Whether this device may speak in decisions: everybody but a viewer. */
    public boolean mayState(DeviceId id) {
        return roleOf(id)
                .map(role -> role == Role.ROLE_OWNER || role == Role.ROLE_EDITOR || role == Role.ROLE_COMMENTER)
                .orElse(false);
    }

    /**
     * Whether a device's word that it has checked another's snapshot of a document counts: it is another member's, or, where nobody
     * else may write there, another device of the same (SNAP-4).
     */
    public boolean isSecondTo(DeviceId second, DeviceId first, DocumentId document) {
        Optional<DeviceId> one = knownDevice(first).map(MemberDevice::member);
        Optional<DeviceId> other = deviceOf(second).map(MemberDevice::member);
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        return !one.equals(other) || (!second.equals(first) && isOnlyWriter(other.get(), document));
    }

    private boolean isOnlyWriter(DeviceId member, DocumentId document) {
        return devices().stream()
                .filter(device -> mayWrite(device.id(), document))
                .allMatch(device -> device.member().equals(member));
    }

    /** Whether it is the id of an invite, live or not. */
    public boolean isInvite(DeviceId id) {
        return inviteOf(id).isPresent();
    }

    /** The invite of this id, live or not. */
    public Optional<InviteState> inviteOf(DeviceId id) {
        return invites.get(id);
    }

    /** All invites, live or not, in the order they were made. */
    public List<InviteState> invites() {
        return invites.values();
    }

    /** The invite of this id, if it can still be used at this time of the relay's clock. */
    public Optional<InviteState> liveInvite(DeviceId id, long nowMillis) {
        return inviteOf(id).filter(invite -> invite.isOpen() && !invite.isOverAt(nowMillis));
    }

    /** Whether everybody skips the envelope with this hash, and what builds on it. */
    public boolean isQuarantined(ItemId itemSha256) {
        return quarantined.contains(itemSha256);
    }

    /** Hashes of the envelopes that everybody skips. */
    public Set<ItemId> quarantined() {
        return quarantined;
    }

    /** The key of the relay that orders this log. */
    public VerifyKey relayKey() {
        return foundation().relay().key();
    }

    /** The key, who had it before, and where its owner says that it is. */
    public RelayReign relay() {
        return foundation().relay();
    }

    /** The current epoch. */
    public int epoch() {
        return foundation().epochs().size() - 1;
    }

    /** The commitment of the current epoch's key. */
    public ByteString commit() {
        return foundation().epochs().getLast().commit();
    }

    /** The context of every wrap: the genesis nonce. */
    public ByteString wrapContext() {
        return foundation().wrapContext();
    }

    /** SHA-256 of the last record's body: what the next one must name, and {@code Head.members}. */
    public ItemId lastRecord() {
        return foundation().lastRecord();
    }

    Foundation foundation() {
        return foundation.orElseThrow(
                () -> new IllegalStateException("workspace " + workspace + " has no genesis yet"));
    }

    /** The current epoch's key for a device or an invite: unwrapped, and checked against the commitment. */
    public Optional<EpochKey> epochKeyFor(DeviceKeys keys) {
        return wrapFor(keys.id())
                .flatMap(wrap -> keys.unwrap(wrap, epoch(), wrapContext()))
                .filter(key -> key.commit().equals(commit()));
    }

    private Optional<Wrap> wrapFor(DeviceId id) {
        return knownDevice(id).flatMap(MemberDevice::wrap).or(() -> inviteOf(id).flatMap(InviteState::wrap));
    }

    /**
     * The keys of the current epoch and those before it, newest first: each is sealed under the next. Ends where one does not
     * open or is not the one committed to; empty where these keys have none.
     */
    public List<EpochKey> keyRingFor(DeviceKeys keys) {
        List<EpochKey> ring = new ArrayList<>();
        Optional<EpochKey> key = epochKeyFor(keys);
        while (key.isPresent()) {
            ring.add(key.get());
            key = keyBefore(key.get());
        }
        return ring;
    }

    private Optional<EpochKey> keyBefore(EpochKey key) {
        if (key.epoch() == 0) {
            return Optional.empty();
        }
        List<Epoch> epochs = foundation().epochs();
        return key.openPrevious(epochs.get(key.epoch()).prevKey(), wrapContext())
                .filter(before ->
                        before.commit().equals(epochs.get(before.epoch()).commit()));
    }
}
