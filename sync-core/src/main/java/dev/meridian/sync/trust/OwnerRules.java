package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.NewGeneration;
import dev.meridian.proto.v1.Quarantine;
import dev.meridian.proto.v1.Remove;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SetRole;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.Membership.Refusal;
import java.util.Optional;

/** What only owners do about others, and about the log (MEM-13, MEM-14, MEM-18, MEM-19). */
final class OwnerRules {
    private static final int ADDRESS_MAX = 256;

    private final Membership before;
    private final long entryMillis;

    OwnerRules(Membership before, long entryMillis) {
        this.before = before;
        this.entryMillis = entryMillis;
    }

    /** A member is none any more; the re-key is judged on its own. */
    Ruling remove(MemberDevice owner, Remove remove) {
        Optional<Person> person = person(remove.getMember()).filter(each -> each.state() != Person.State.REMOVED);
        if (person.isEmpty()) {
            return noSuchMember();
        }
        if (person.get().id().equals(owner.member())) {
            return owners() == 1
                    ? lastOwner()
                    : Ruling.denied(
                            Refusal.NOT_ALLOWED, "another owner removes an owner: who signs knows the next key");
        }
        return Ruling.allowed(before.withoutPerson(person.get(), entryMillis, owner.id()));
    }

    /** A member's role from now on. */
    Ruling setRole(SetRole setRole) {
        if (setRole.getRole() == Role.ROLE_UNSPECIFIED) {
            return Ruling.denied(Refusal.MALFORMED, "the record names no role");
        }
        Optional<Person> person = person(setRole.getMember()).filter(each -> each.state() == Person.State.MEMBER);
        if (person.isEmpty()) {
            return noSuchMember();
        }
        boolean stepsDown = person.get().isOwner() && setRole.getRole() != Role.ROLE_OWNER;
        return stepsDown && owners() == 1
                ? lastOwner()
                : Ruling.allowed(before.withRole(person.get(), setRole.getRole()));
    }

    /** An envelope that everybody skips. */
    Ruling quarantine(Quarantine quarantine) {
        if (!ItemId.fits(quarantine.getItemSha256()) || quarantine.getPos() < 1) {
            return Ruling.denied(Refusal.MALFORMED, "the quarantine names no item");
        }
        ItemId item = new ItemId(quarantine.getItemSha256());
        return before.isQuarantined(item)
                ? Ruling.denied(Refusal.ALREADY_PRESENT, "the item is in quarantine already")
                : Ruling.allowed(before.withQuarantined(item));
    }

    /** Another relay key from here on. */
    Ruling newGeneration(NewGeneration next) {
        Optional<VerifyKey> key = VerifyKey.of(next.getRelayKey());
        if (key.isEmpty()) {
            return Ruling.denied(Refusal.BAD_KEY, "the relay's key may not be enrolled");
        }
        if (key.get().equals(before.relayKey())) {
            return Ruling.denied(Refusal.ALREADY_PRESENT, "it is the relay's key already");
        }
        if (next.getAddress().length() > ADDRESS_MAX) {
            return Ruling.denied(Refusal.MALFORMED, "the relay's address is too long");
        }
        return Succession.vouches(before, next.getLast())
                ? Ruling.allowed(before.with(before.foundation()
                        .with(new RelayReign(key.get(), Optional.of(before.relayKey()), next.getAddress()))))
                : Ruling.denied(Refusal.BAD_SIGNATURE, "the head that it follows is not by the relay before");
    }

    private Optional<Person> person(ByteString id) {
        return DeviceId.fits(id) ? before.personOf(new DeviceId(id)) : Optional.empty();
    }

    private long owners() {
        return before.people().stream().filter(Person::isOwner).count();
    }

    private static Ruling noSuchMember() {
        return Ruling.denied(Refusal.NO_SUCH_MEMBER, "there is no such member");
    }

    private static Ruling lastOwner() {
        return Ruling.denied(Refusal.LAST_OWNER, "it is the last owner: make somebody else an owner first");
    }
}
