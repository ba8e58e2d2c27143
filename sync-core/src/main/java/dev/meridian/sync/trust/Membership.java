package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is a member of a workspace at a position of its log: the fold of the membership records up to it. The rules of the fold
 * are in {@link MembershipFold}; here are the state and the questions asked of it. Immutable.
 */
public final class Membership {
    private final WorkspaceId workspace;
    private final Optional<Foundation> foundation;
    private final Map<DeviceId, MemberDevice> devices;
    private final Map<DeviceId, InviteState> invites;

    private Membership(
            WorkspaceId workspace,
            Optional<Foundation> foundation,
            Map<DeviceId, MemberDevice> devices,
            Map<DeviceId, InviteState> invites) {
        this.workspace = workspace;
        this.foundation = foundation;
        this.devices = devices;
        this.invites = invites;
    }

    /** What genesis fixes, and what each record moves on. */
    record Foundation(VerifyKey relayKey, ByteString wrapContext, int epoch, ByteString commit, ItemId lastRecord) {
        Foundation after(ItemId record) {
            return new Foundation(relayKey, wrapContext, epoch, commit, record);
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
        /** The signer is no member, or its role does not allow this. */
        NOT_ALLOWED,
        /** The invite does not exist. */
        NO_SUCH_INVITE,
        /** The invite is over. */
        INVITE_EXPIRED,
        /** The invite was used as often as it may be. */
        INVITE_USED_UP,
        /** The device, or invite, is there already. */
        ALREADY_PRESENT
    }

    /**
     * An invite as far as it was used.
     *
     * @param expiresMillis by the relay's clock; from then on it is over
     * @param wrap the current epoch's key, sealed to it
     */
    public record InviteState(PublicKeys keys, Role role, long usesLeft, long expiresMillis, Wrap wrap) {
        InviteState usedOnce() {
            return new InviteState(keys, role, usesLeft - 1, expiresMillis, wrap);
        }

        /** Whether its time is over at this time of the relay's clock, milliseconds since 1970. */
        public boolean isOverAt(long nowMillis) {
            return nowMillis >= expiresMillis;
        }
    }

    /** A device that may act, its role, and the current epoch's key as it was sealed to it. */
    public record MemberDevice(PublicKeys keys, Role role, Wrap wrap) {}

    /** Before the genesis record: nobody is a member. */
    public static Membership none(WorkspaceId workspace) {
        return new Membership(workspace, Optional.empty(), Map.of(), Map.of());
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

    Membership founded(Foundation founded, MemberDevice owner) {
        return new Membership(
                workspace, Optional.of(founded), Map.of(owner.keys().id(), owner), invites);
    }

    Membership withDevice(MemberDevice device) {
        return new Membership(workspace, foundation, with(devices, device.keys().id(), device), invites);
    }

    Membership withInvite(InviteState invite) {
        return new Membership(
                workspace, foundation, devices, with(invites, invite.keys().id(), invite));
    }

    Membership after(ItemId record) {
        return new Membership(workspace, foundation.map(founded -> founded.after(record)), devices, invites);
    }

    private static <T> Map<DeviceId, T> with(Map<DeviceId, T> map, DeviceId id, T value) {
        Map<DeviceId, T> copy = new LinkedHashMap<>(map);
        copy.put(id, value);
        return Collections.unmodifiableMap(copy);
    }

    /** The workspace. */
    public WorkspaceId workspace() {
        return workspace;
    }

    /** Whether the genesis record is in. The questions that it answers throw {@code IllegalStateException} before. */
    public boolean isFounded() {
        return foundation.isPresent();
    }

    /** A member's device. */
    public Optional<MemberDevice> deviceOf(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /** All devices, in the order they came. */
    public Collection<MemberDevice> devices() {
        return devices.values();
    }

    /** A member's role. */
    public Optional<Role> roleOf(DeviceId id) {
        return deviceOf(id).map(MemberDevice::role);
    }

    /**
     * Whether the device may write into the document. Documents of their own class, which a commenter may write, come with
     * the record that creates them.
     */
    public boolean mayWrite(DeviceId id, DocumentId document) {
        return roleOf(id)
                .map(role -> role == Role.ROLE_OWNER || role == Role.ROLE_EDITOR)
                .orElse(false);
    }

    /** Whether this device may speak in decisions: everybody but a viewer. */
    public boolean mayState(DeviceId id) {
        return roleOf(id)
                .map(role -> role == Role.ROLE_OWNER || role == Role.ROLE_EDITOR || role == Role.ROLE_COMMENTER)
                .orElse(false);
    }

    /** Whether it is the id of an invite, live or not. */
    public boolean isInvite(DeviceId id) {
        return invites.containsKey(id);
    }

    /** The invite of this id, live or not. */
    public Optional<InviteState> inviteOf(DeviceId id) {
        return Optional.ofNullable(invites.get(id));
    }

    /** The invite of this id, if it can still be used at this time of the relay's clock. */
    public Optional<InviteState> liveInvite(DeviceId id, long nowMillis) {
        return inviteOf(id).filter(invite -> invite.usesLeft() > 0 && !invite.isOverAt(nowMillis));
    }

    /** The key of the relay that orders this log. */
    public VerifyKey relayKey() {
        return foundation().relayKey();
    }

    /** The current epoch. */
    public int epoch() {
        return foundation().epoch();
    }

    /** The commitment of the current epoch's key. */
    public ByteString commit() {
        return foundation().commit();
    }

    /** The context of every wrap: the genesis nonce. */
    public ByteString wrapContext() {
        return foundation().wrapContext();
    }

    /** SHA-256 of the last record's body: what the next one must name, and {@code Head.members}. */
    public ItemId lastRecord() {
        return foundation().lastRecord();
    }

    private Foundation foundation() {
        return foundation.orElseThrow(
                () -> new IllegalStateException("workspace " + workspace + " has no genesis yet"));
    }

    /** The current epoch's key for a device or an invite: unwrapped, and checked against the commitment. */
    public Optional<EpochKey> epochKeyFor(DeviceKeys keys) {
        return deviceOf(keys.id())
                .map(MemberDevice::wrap)
                .or(() -> inviteOf(keys.id()).map(InviteState::wrap))
                .flatMap(wrap -> keys.unwrap(wrap, epoch(), wrapContext()))
                .filter(key -> key.commit().equals(commit()));
    }
}
