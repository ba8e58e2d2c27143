package dev.meridian.sync.trust;

import dev.meridian.proto.v1.AddDevice;
import dev.meridian.proto.v1.RevokeDevice;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.MemberDevice.Kind;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.Optional;

/** The devices of a member (MEM-11, MEM-12). */
final class DeviceRules {
    private final Membership before;
    private final long entryMillis;

    DeviceRules(Membership before, long entryMillis) {
        this.before = before;
        this.entryMillis = entryMillis;
    }

    /** One more device of the signer's member. */
    Ruling add(MemberDevice signer, AddDevice add) {
        Optional<PublicKeys> keys = PublicKeys.of(add.getDevice());
        if (keys.isEmpty()) {
            return Ruling.denied(Refusal.BAD_KEY, "a key of the new device may not be enrolled");
        }
        DeviceRequest request = new DeviceRequest(keys.get(), add.getRequestSig(), add.getRecovery());
        if (!request.isFor(before.workspace(), signer.member())) {
            return Ruling.denied(Refusal.BAD_SIGNATURE, "the new device did not ask to be this member's");
        }
        if (!Recipients.isFor(request.device(), add.getWrap())) {
            return Ruling.denied(Refusal.MALFORMED, "the record does not wrap the key to the new device");
        }
        if (before.knownDevice(request.device()).isPresent() || before.isInvite(request.device())) {
            return Ruling.denied(Refusal.ALREADY_PRESENT, "the device is here already, or was");
        }
        if (add.getEpoch() != before.epoch()) {
            return EntryRules.staleEpoch();
        }
        return before.personOf(signer.member())
                .map(person -> added(signer, person, add, keys.get()))
                .orElseGet(DeviceRules::noSuchDevice);
    }

    private Ruling added(MemberDevice signer, Person person, AddDevice add, PublicKeys keys) {
        if (!add.getRecovery()) {
            return Ruling.allowed(before.with(person.with(keys.id()))
                    .with(MemberDevice.active(keys, person.id(), person.role(), add.getWrap())));
        }
        if (person.recovery().isPresent() || signer.kind() == Kind.RECOVERY) {
            return Ruling.denied(Refusal.ALREADY_PRESENT, "the member has a recovery device already");
        }
        return Ruling.allowed(before.with(person.withRecovery(keys.id()))
                .with(MemberDevice.recovery(keys, person.id(), person.role(), Optional.of(add.getWrap()))));
    }

    /** A device acts no more; the re-key is judged on its own. */
    Ruling revoke(MemberDevice signer, RevokeDevice revoke) {
        Optional<MemberDevice> found = DeviceId.fits(revoke.getDevice())
                ? before.knownDevice(new DeviceId(revoke.getDevice()))
                        .filter(device -> device.kind() == Kind.ACTIVE || device.kind() == Kind.RECOVERY)
                : Optional.empty();
        Optional<Person> person = found.flatMap(device -> before.personOf(device.member()))
                .filter(each -> each.state() == Person.State.MEMBER);
        if (person.isEmpty()) {
            return noSuchDevice();
        }
        MemberDevice device = found.get();
        boolean mayDoSo = signer.member().equals(device.member())
                || (signer.kind() == Kind.ACTIVE && MembershipFold.isOwner(signer));
        if (!mayDoSo) {
            return Ruling.denied(Refusal.NOT_ALLOWED, "only its own member or an owner revokes a device");
        }
        if (signer.id().equals(device.id())) {
            return Ruling.denied(
                    Refusal.NOT_ALLOWED, "a device is revoked by another one: who signs knows the next key");
        }
        if (device.kind() == Kind.ACTIVE && person.get().devices().size() == 1) {
            return Ruling.denied(Refusal.LAST_DEVICE, "it is the member's only device: add another one first");
        }
        return Ruling.allowed(before.withoutDevice(device, entryMillis, signer.id()));
    }

    private static Ruling noSuchDevice() {
        return Ruling.denied(Refusal.NO_SUCH_MEMBER, "there is no such device");
    }
}
