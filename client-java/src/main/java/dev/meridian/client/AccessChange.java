package dev.meridian.client;

import dev.meridian.client.RelayException.Reason;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Registrar;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A change of who has access: made from who is a member at the head, tried on them before it is sent, and made again from there where somebody
 * else's record came first. Where that has brought about the same, nothing is sent.
 *
 * @param isDone whether the log says already what this would
 * @param maker makes the record
 */
record AccessChange(WorkspaceCore core, Predicate<Membership> isDone, Function<Registrar, MemberRecord> maker)
        implements MemberErrand.Recorder {
    @Override
    public Optional<MemberRecord> record(Membership members) {
        if (isDone.test(members)) {
            return Optional.empty();
        }
        long logMillis = core.standing().log().relayMillis();
        MemberRecord record;
        try {
            record = maker.apply(new Registrar(members, core.keys(), logMillis, core.entropy()));
        } catch (IllegalArgumentException e) {
            throw new RelayException(Reason.REFUSED, "This device has no key of the workspace: it cannot hand one on.");
        }
        return switch (members.apply(record.item(), logMillis)) {
            case Membership.Accepted accepted -> Optional.of(record);
            case Membership.Refused refused -> throw refusal(refused.reason());
            case Membership.UpgradeNeeded upgrade -> throw refusal(upgrade.reason());
        };
    }

    @Override
    public MeridianException refusal(ErrorCode code, String message) {
        return refusal(message);
    }

    private static RelayException refusal(String reason) {
        return new RelayException(Reason.REFUSED, "This cannot be done: " + reason + ".");
    }
}
