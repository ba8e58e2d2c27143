package dev.meridian.sync.relay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.VerifyKey;

/** Whether a pushed item may enter the log after the last entry. Pure. */
final class Judge {
    /** What came of it. */
    sealed interface Verdict {}

    /** It may; these are the members after it. */
    record Take(Membership next) implements Verdict {}

    /** It may not. */
    record Refuse(ErrorCode code, String message) implements Verdict {}

    private final VerifyKey relayKey;

    Judge(VerifyKey relayKey) {
        this.relayKey = relayKey;
    }

    /**
     * Judges a membership record.
     *
     * @param standing of the session that brings it; whose record it is the record itself proves
     */
    Verdict record(Item.OfMember item, Membership members, Standing standing, long entryMillis) {
        if (standing == Standing.GUEST && !isJoin(item)) {
            return new Refuse(ErrorCode.ERROR_CODE_NOT_ALLOWED, "an invite only lets you read and join");
        }
        if (standing == Standing.PENDING || standing == Standing.GONE) {
            return new Refuse(ErrorCode.ERROR_CODE_NOT_ALLOWED, "only members do that");
        }
        return switch (members.apply(item.bytes(), entryMillis)) {
            // Its own, or what makes it its own, or the last of its own: an owner's word that another relay follows.
            case Membership.Accepted accepted ->
                accepted.next().relayKey().equals(relayKey) || isOwn(members)
                        ? new Take(accepted.next())
                        : new Refuse(ErrorCode.ERROR_CODE_BAD_ITEM, "this workspace belongs to another relay");
            case Membership.Refused refused -> new Refuse(codeOf(refused.refusal()), refused.reason());
            case Membership.UpgradeNeeded upgrade ->
                new Refuse(ErrorCode.ERROR_CODE_NOT_ALLOWED, "the relay is too old for " + upgrade.reason());
        };
    }

    /** Whether this relay orders the log that these are the members of. */
    boolean isOwn(Membership members) {
        return members.isFounded() && members.relayKey().equals(relayKey);
    }

    private static ErrorCode codeOf(Membership.Refusal refusal) {
        return switch (refusal) {
            case MALFORMED, BAD_KEY, BAD_SIGNATURE, WRONG_WORKSPACE -> ErrorCode.ERROR_CODE_BAD_ITEM;
            case STALE -> ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT;
            case INVITE_EXPIRED -> ErrorCode.ERROR_CODE_INVITE_EXPIRED;
            case INVITE_USED_UP -> ErrorCode.ERROR_CODE_INVITE_USED_UP;
            case INVITE_REVOKED -> ErrorCode.ERROR_CODE_INVITE_REVOKED;
            case STALE_EPOCH -> ErrorCode.ERROR_CODE_STALE_EPOCH;
            case NOT_ALLOWED, NO_SUCH_INVITE, ALREADY_PRESENT, NO_SUCH_MEMBER, LAST_OWNER, LAST_DEVICE, BAD_REKEY ->
                ErrorCode.ERROR_CODE_NOT_ALLOWED;
        };
    }

    private static boolean isJoin(Item.OfMember item) {
        try {
            return Member.parseFrom(Signed.parseFrom(item.bytes()).getBody()).hasJoin();
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /**
     * Judges an envelope.
     *
     * @param key of the session that brings it, which has proven to be that device
     */
    Verdict envelope(Item.OfEnvelope item, Membership members, Standing standing, DeviceId key) {
        if (standing != Standing.MEMBER) {
            return new Refuse(
                    ErrorCode.ERROR_CODE_NOT_ALLOWED,
                    standing == Standing.RECOVERY
                            ? "a recovery device adds and revokes devices, and writes nothing"
                            : "only members write");
        }
        SealedEnvelope envelope = item.envelope();
        if (envelope.core().getKind() == EnvelopeKind.ENVELOPE_KIND_PRESENCE) {
            return new Refuse(ErrorCode.ERROR_CODE_BAD_ITEM, "presence is not stored");
        }
        // Its own envelopes are the session's by the login; what it brings of others must carry its author's signature.
        SealedEnvelope.Verification verification =
                envelope.device().equals(key) ? envelope.judge(members) : SealedEnvelope.verify(item.bytes(), members);
        return switch (verification) {
            case SealedEnvelope.Verified verified -> new Take(members);
            case SealedEnvelope.Rejected rejected -> new Refuse(codeOf(rejected.fault()), rejected.reason());
            case SealedEnvelope.Unreadable unreadable -> new Refuse(ErrorCode.ERROR_CODE_BAD_ITEM, unreadable.reason());
        };
    }

    private static ErrorCode codeOf(Opening.Fault fault) {
        return switch (fault) {
            case UNKNOWN_DEVICE, NOT_ALLOWED -> ErrorCode.ERROR_CODE_NOT_ALLOWED;
            case STALE_EPOCH, UNKNOWN_EPOCH -> ErrorCode.ERROR_CODE_STALE_EPOCH;
            case WRONG_WORKSPACE,
                    BAD_SIGNATURE,
                    WRONG_DEVICE,
                    HASH_MISMATCH,
                    NOT_SEALED_BY_EPOCH_KEY,
                    CHANGE_ID_MISMATCH,
                    MALFORMED -> ErrorCode.ERROR_CODE_BAD_ITEM;
        };
    }
}
