package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Collection;
import java.util.Optional;

/** Who is a member of a workspace at a position of its log: the fold of the membership records up to it. Immutable. */
public final class Membership {
    private Membership() {}

    /** Before the genesis record: nobody is a member. */
    public static Membership none(WorkspaceId workspace) {
        return Pending.body();
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
        /** Not signed by the device that it names. */
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

    /** An invite as far as it was used. */
    public record InviteState(PublicKeys keys, Role role, long usesLeft, long expiresMillis, Wrap wrap) {}

    /** A device that may act, its role, and the current epoch key as it was wrapped to it. */
    public record MemberDevice(PublicKeys keys, Role role, Wrap wrap) {}

    /**
     * Judges the next membership record.
     *
     * @param item a serialised {@code Signed}
     * @param entryMillis the relay's time of its entry: invites expire by it
     */
    public Step apply(ByteString item, long entryMillis) {
        return Pending.body();
    }

    /** The workspace. */
    public WorkspaceId workspace() {
        return Pending.body();
    }

    /** Whether the genesis record is in. The questions below that need it throw {@code IllegalStateException} before. */
    public boolean isFounded() {
        return Pending.body();
    }

    /** A member's device. */
    public Optional<MemberDevice> deviceOf(DeviceId id) {
        return Pending.body();
    }

    /** All devices, in the order they came. */
    public Collection<MemberDevice> devices() {
        return Pending.body();
    }

    /** A member's role. */
    public Optional<Role> roleOf(DeviceId id) {
        return Pending.body();
    }

    /** Whether the device may write into the document. */
    public boolean mayWrite(DeviceId id, DocumentId document) {
        return Pending.body();
    }

    /** Whether it is the id of an invite, live or not. */
    public boolean isInvite(DeviceId id) {
        return Pending.body();
    }

    /** The invite of this id, live or not. */
    public Optional<InviteState> inviteOf(DeviceId id) {
        return Pending.body();
    }

    /** The invite of this id, if it can still be used at this time. */
    public Optional<InviteState> liveInvite(DeviceId id, long nowMillis) {
        return Pending.body();
    }

    /** The key of the relay that orders this log. */
    public VerifyKey relayKey() {
        return Pending.body();
    }

    /** The current epoch. */
    public int epoch() {
        return Pending.body();
    }

    /** The commitment of the current epoch's key. */
    public ByteString commit() {
        return Pending.body();
    }

    /** The context of every wrap: the genesis nonce. */
    public ByteString wrapContext() {
        return Pending.body();
    }

    /** SHA-256 of the last record's body: what the next one must name, and {@code Head.members}. */
    public ItemId lastRecord() {
        return Pending.body();
    }

    /** The current epoch's key for a device or an invite: unwrapped and checked against the commitment. */
    public Optional<EpochKey> epochKeyFor(DeviceKeys keys) {
        return Pending.body();
    }
}
