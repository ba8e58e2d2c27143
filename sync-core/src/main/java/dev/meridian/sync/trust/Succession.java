package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.NewGeneration;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import java.util.List;
import java.util.Optional;

/** How one relay key follows another: by an owner's record alone (MEM-19, LOGIN-2). */
public final class Succession {
    private Succession() {}

    /**
     * A membership record as a relay shows it.
     *
     * @param item a serialised {@code Signed}
     * @param entryMillis the time of its entry, as shown
     */
    public record Shown(ByteString item, long entryMillis) {}

    /**
     * The place right after which a record that names another relay stands.
     *
     * @param head of that place, as the record names it
     * @param gen of the head
     * @param pos of the last entry before it
     * @param chain after that entry
     */
    public record Base(SignedHead head, long gen, long pos, ByteString chain) {}

    /** Whether this record may stand right after the end of such a log: one that names another relay fits one place alone. */
    public static boolean isInPlace(ByteString item, long endPos, ByteString endChain) {
        return baseOf(item)
                .map(base -> base.pos() == endPos && base.chain().equals(endChain))
                .orElse(true);
    }

    /** Where this record stands if it names another relay key; empty for every other record. Verifies nothing. */
    public static Optional<Base> baseOf(ByteString item) {
        return MemberRecord.parse(item)
                .flatMap(Succession::newGeneration)
                .map(body -> headOf(body.getLast())
                        .map(head -> new Base(body.getLast(), head.getGen(), head.getPos(), head.getChain()))
                        .orElseGet(() -> new Base(body.getLast(), 0, 0, ByteString.EMPTY)));
    }

    /**
     * The relay key that records lead to from what is known: those that follow the last known one, judged one by one; or, where they do not
     * follow it, records that name another relay, each by a device that is known as an owner's.
     *
     * @param known who is a member as far as the own log goes
     * @param shown oldest first
     */
    public static Optional<VerifyKey> heir(Membership known, List<Shown> shown) {
        return known.isFounded() ? byFold(known, shown).or(() -> byKnownOwners(known, shown)) : Optional.empty();
    }

    private static Optional<VerifyKey> byFold(Membership known, List<Shown> shown) {
        Membership members = known;
        for (Shown record : shown) {
            if (!(members.apply(record.item(), record.entryMillis()) instanceof Membership.Accepted accepted)) {
                return Optional.empty();
            }
            members = accepted.next();
        }
        return Optional.of(members.relayKey());
    }

    private static Optional<VerifyKey> byKnownOwners(Membership known, List<Shown> shown) {
        VerifyKey key = known.relayKey();
        for (Shown record : shown) {
            VerifyKey current = key;
            key = MemberRecord.parse(record.item())
                    .filter(signed -> isByOwner(known, signed))
                    .flatMap(Succession::newGeneration)
                    .filter(body -> isSignedBy(current, body.getLast()))
                    .flatMap(body -> VerifyKey.of(body.getRelayKey()))
                    .orElse(current);
        }
        return Optional.of(key);
    }

    private static boolean isByOwner(Membership known, Signed signed) {
        return DeviceId.fits(signed.getDevice())
                && known.deviceOf(new DeviceId(signed.getDevice()))
                        .filter(MembershipFold::isOwner)
                        .filter(device ->
                                MembershipFold.isSignedBy(device.keys().signing(), signed))
                        .filter(device -> isOf(known, signed))
                        .isPresent();
    }

    private static boolean isOf(Membership known, Signed signed) {
        try {
            return Member.parseFrom(signed.getBody())
                    .getWs()
                    .equals(known.workspace().bytes());
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static Optional<NewGeneration> newGeneration(Signed signed) {
        try {
            Member member = Member.parseFrom(signed.getBody());
            return member.hasNewGeneration() ? Optional.of(member.getNewGeneration()) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** Whether the head is by the relay of these members, of this workspace, and has them. */
    static boolean vouches(Membership members, SignedHead last) {
        boolean signed = isSignedBy(members.relayKey(), last)
                || members.relay().former().filter(key -> isSignedBy(key, last)).isPresent();
        return signed
                && headOf(last)
                        .filter(head -> head.getWs().equals(members.workspace().bytes())
                                && head.getMembers().equals(members.lastRecord().bytes())
                                && head.getChain().size() == Sha256.LENGTH
                                && head.getPos() > 0)
                        .isPresent();
    }

    private static boolean isSignedBy(VerifyKey key, SignedHead head) {
        return key.verifies(SignatureType.HEAD, head.getHead(), head.getRelaySig());
    }

    private static Optional<Head> headOf(SignedHead signed) {
        try {
            return Optional.of(Head.parseFrom(signed.getHead()));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
