package dev.meridian.sync.trust;

import dev.meridian.proto.v1.Rotate;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Membership.Epoch;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new epoch must be (MEM-17): the next one, its key sealed to exactly the devices, recovery devices and live invites that
 * remain. An invite that is over at the time of the record may be among them or not: its maker cannot know that time to the
 * millisecond. One that was left out lets nobody in any more.
 */
final class RekeyRules {
    private final Membership remaining;
    private final long entryMillis;

    /** @param remaining the members with the operation that the re-key belongs to */
    RekeyRules(Membership remaining, long entryMillis) {
        this.remaining = remaining;
        this.entryMillis = entryMillis;
    }

    Ruling judge(Rotate rotate) {
        List<Epoch> epochs = remaining.foundation().epochs();
        if (rotate.getEpoch() != epochs.size()) {
            return bad("epoch %d follows, not epoch %d".formatted(epochs.size(), rotate.getEpoch()));
        }
        boolean wellFormed = rotate.getCommit().size() == Sha256.LENGTH
                && rotate.getPrevKey().size() == EpochKey.SEALED_LENGTH
                && rotate.getWrapsList().stream().allMatch(Recipients::isWellFormed);
        if (!wellFormed) {
            return Ruling.denied(Refusal.MALFORMED, "the new epoch is not well formed");
        }
        if (epochs.stream().anyMatch(epoch -> epoch.commit().equals(rotate.getCommit()))) {
            return bad("the key of an earlier epoch comes back");
        }
        Map<DeviceId, Wrap> wraps = new HashMap<>();
        for (Wrap wrap : rotate.getWrapsList()) {
            if (wraps.put(new DeviceId(wrap.getRecipient()), wrap) != null) {
                return bad("the key is sealed to one recipient twice");
            }
        }
        Epoch next = new Epoch(rotate.getCommit(), rotate.getPrevKey());
        return spread(remaining.with(remaining.foundation().with(next)), wraps);
    }

    /** Gives everybody their wrap; none may be missing, and none left over. */
    private Ruling spread(Membership members, Map<DeviceId, Wrap> wraps) {
        Membership next = members;
        for (MemberDevice device : holders(members)) {
            Optional<Wrap> wrap = Optional.ofNullable(wraps.remove(device.id()));
            if (wrap.isEmpty()) {
                return bad("the key is not sealed to device " + device.id());
            }
            next = next.with(device.with(wrap));
        }
        for (InviteState invite : members.invites()) {
            if (invite.takesKeys()) {
                Optional<Wrap> wrap = Optional.ofNullable(wraps.remove(invite.id()));
                if (wrap.isEmpty() && !invite.isOverAt(entryMillis)) {
                    return bad("the key is not sealed to invite " + invite.id());
                }
                next = next.with(invite.with(wrap));
            }
        }
        return wraps.isEmpty() ? Ruling.allowed(next) : bad("the key is sealed to somebody who is not to have it");
    }

    /** The devices that get the key of every epoch: all that are not gone and do not wait. */
    static List<MemberDevice> holders(Membership members) {
        return members.people().stream()
                .filter(person -> person.state() == Person.State.MEMBER)
                .flatMap(person -> members.devicesOf(person).stream())
                .toList();
    }

    private static Ruling bad(String reason) {
        return Ruling.denied(Refusal.BAD_REKEY, reason);
    }
}
