package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.trust.InviteState;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Membership;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Who is a member at every position of what is on the relay's disk. Follows it. */
final class Register {
    private final Folding folding;
    private final TreeMap<Long, Membership> from = new TreeMap<>();
    private ByteString chain = Chain.ZERO;
    private int pos;

    Register(Folding folding) {
        this.folding = folding;
        from.put(0L, folding.none());
    }

    void follow(List<LogRecord> disk) {
        if (pos > disk.size() || (pos > 0 && !disk.get(pos - 1).chain().equals(chain))) {
            from.clear();
            from.put(0L, folding.none());
            pos = 0;
        }
        for (; pos < disk.size(); pos++) {
            LogRecord record = disk.get(pos);
            chain = record.chain();
            if (record.isMember()) {
                long next = pos + 1L;
                folding.after(now(), record.item(), record.parsed().relayMillis())
                        .ifPresent(members -> from.put(next, members));
            }
        }
    }

    Membership now() {
        return from.lastEntry().getValue();
    }

    /** Who is a member when the entry at a position is judged. */
    Membership before(long position) {
        return from.lowerEntry(position).getValue();
    }

    /** Whether somebody may be sent the entry at a position: nobody unknown, and who is gone only up to the record that says so. */
    boolean mayBeServed(DeviceId who, long position) {
        if (isHere(who, now())) {
            return true;
        }
        return from.entrySet().stream()
                .filter(each -> isGone(who, each.getValue()))
                .findFirst()
                .map(gone -> position <= gone.getKey())
                .orElse(false);
    }

    /** Whether a device had something from the record on that let it in; not where no record here lets it in: a lost disk had that. */
    boolean alwaysHad(DeviceId device, Predicate<Membership> something) {
        List<Membership> known = from.values().stream()
                .filter(members -> members.knownDevice(device).isPresent())
                .toList();
        return !known.isEmpty() && known.stream().allMatch(something);
    }

    private static boolean isHere(DeviceId who, Membership members) {
        Optional<MemberDevice> device = members.knownDevice(who);
        return device.map(known -> !known.isGone())
                .orElseGet(() ->
                        members.inviteOf(who).map(invite -> !invite.revoked()).orElse(false));
    }

    private static boolean isGone(DeviceId who, Membership members) {
        return members.knownDevice(who).map(MemberDevice::isGone).orElse(false)
                || members.inviteOf(who).map(InviteState::revoked).orElse(false);
    }
}
