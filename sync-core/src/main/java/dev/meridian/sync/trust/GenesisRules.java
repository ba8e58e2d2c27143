package dev.meridian.sync.trust;

import dev.meridian.proto.v1.Genesis;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Rotate;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Membership.Epoch;
import dev.meridian.sync.trust.Membership.Foundation;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.List;
import java.util.Optional;

/** What the first record must be (MEM-6). */
final class GenesisRules {
    private static final int NONCE_LENGTH = 32;

    private final Membership before;

    GenesisRules(Membership before) {
        this.before = before;
    }

    Ruling judge(Signed signed, Member member) {
        Genesis genesis = member.getGenesis();
        if (!isWellFormed(member, genesis)) {
            return Ruling.denied(Refusal.MALFORMED, "the genesis record is not well formed");
        }
        Optional<VerifyKey> relayKey = VerifyKey.of(genesis.getRelayKey());
        Optional<PublicKeys> owner = PublicKeys.of(genesis.getOwner());
        Optional<PublicKeys> recovery = genesis.hasRecovery() ? PublicKeys.of(genesis.getRecovery()) : Optional.empty();
        if (relayKey.isEmpty() || owner.isEmpty() || recovery.isPresent() != genesis.hasRecovery()) {
            return Ruling.denied(Refusal.BAD_KEY, "a key of the genesis record may not be enrolled");
        }
        if (!MembershipFold.isSignedBy(owner.get().signing(), signed)) {
            return Ruling.denied(Refusal.BAD_SIGNATURE, "the genesis record is not signed by its owner");
        }
        boolean distinct =
                recovery.map(PublicKeys::id).filter(owner.get().id()::equals).isEmpty();
        if (!distinct || !wrapsToAll(genesis.getRotate(), owner.get(), recovery)) {
            return Ruling.denied(
                    Refusal.MALFORMED, "the genesis record does not wrap its key to its owner and recovery device");
        }
        return Ruling.allowed(founded(signed, genesis, new Founders(relayKey.get(), owner.get(), recovery)));
    }

    private record Founders(VerifyKey relayKey, PublicKeys owner, Optional<PublicKeys> recovery) {}

    private static boolean isWellFormed(Member member, Genesis genesis) {
        Rotate rotate = genesis.getRotate();
        return member.getWs().isEmpty()
                && member.getPrevMember().isEmpty()
                && genesis.getNonce().size() == NONCE_LENGTH
                && rotate.getEpoch() == 0
                && rotate.getCommit().size() == Sha256.LENGTH
                && rotate.getPrevKey().isEmpty();
    }

    private static boolean wrapsToAll(Rotate rotate, PublicKeys owner, Optional<PublicKeys> recovery) {
        return rotate.getWrapsCount() == (recovery.isPresent() ? 2 : 1)
                && Recipients.isFor(owner.id(), rotate.getWraps(0))
                && recovery.map(keys -> Recipients.isFor(keys.id(), rotate.getWraps(1)))
                        .orElse(true);
    }

    private Membership founded(Signed signed, Genesis genesis, Founders founders) {
        Rotate rotate = genesis.getRotate();
        Epoch first = new Epoch(rotate.getCommit(), rotate.getPrevKey());
        Foundation foundation = new Foundation(
                RelayReign.first(founders.relayKey), genesis.getNonce(), List.of(first), MemberRecord.idOf(signed));
        PublicKeys owner = founders.owner;
        Person person = new Person(
                owner.id(),
                Role.ROLE_OWNER,
                Person.State.MEMBER,
                List.of(owner.id()),
                founders.recovery.map(PublicKeys::id));
        Membership next = before.with(foundation)
                .with(person)
                .with(MemberDevice.active(owner, owner.id(), Role.ROLE_OWNER, rotate.getWraps(0)));
        if (founders.recovery.isEmpty()) {
            return next;
        }
        Optional<Wrap> wrap = Optional.of(rotate.getWraps(1));
        return next.with(MemberDevice.recovery(founders.recovery.get(), owner.id(), Role.ROLE_OWNER, wrap));
    }
}
