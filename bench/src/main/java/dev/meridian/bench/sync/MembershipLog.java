package dev.meridian.bench.sync;

import com.google.protobuf.ByteString;
import dev.meridian.bench.Figures;
import dev.meridian.bench.Figures.Target;
import dev.meridian.bench.Units;
import dev.meridian.bench.wire.Randomness;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Registrar;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayList;
import java.util.List;

/** A membership log of 500 members with two devices each: what it costs to verify it, and to change the key for all of them. */
final class MembershipLog {
    private static final int MEMBERS = 500;
    private static final int RECORDS = 5_000;
    private static final long NOW = 1;
    private static final long FAR_OFF = 1L << 50;
    private static final double VERIFY_SECONDS_MOST = 2;
    private static final double NANOS = 1e9;

    private final Randomness.Filling filling = new Randomness.Filling();
    private final Entropy entropy = out -> filling.bytes(out.length).copyTo(out, 0);
    private final DeviceKeys owner = DeviceKeys.generate(entropy);
    private final Genesis genesis =
            Genesis.create(owner, SigningKey.generate(entropy).verifyKey(), entropy);
    private final List<ByteString> records = new ArrayList<>();
    private Membership members = Membership.none(genesis.workspace());

    private MembershipLog() {}

    /** Adds its rows. */
    static void measure(Figures figures) {
        MembershipLog log = new MembershipLog();
        log.grow();
        double verified = log.secondsToVerify();
        figures.add(
                "verify a membership log of " + RECORDS + " records",
                seconds(verified),
                new Target(VERIFY_SECONDS_MOST + " s or less", verified <= VERIFY_SECONDS_MOST));
        log.rotate(figures);
    }

    private void grow() {
        take(genesis.record());
        DeviceKeys invite = DeviceKeys.ofInvite(entropy.bytes(DeviceKeys.SEED_LENGTH));
        MemberRecord.InviteTerms terms = new MemberRecord.InviteTerms(Role.ROLE_EDITOR, MEMBERS, FAR_OFF);
        take(MemberRecord.invite(members, owner, invite, terms, entropy));
        List<DeviceKeys> people = new ArrayList<>();
        for (int i = 1; i < MEMBERS; i++) {
            DeviceKeys person = DeviceKeys.generate(entropy);
            people.add(person);
            take(MemberRecord.join(members, person, invite, entropy));
            DeviceRequest second =
                    DeviceRequest.of(DeviceKeys.generate(entropy), members.workspace(), person.id(), false);
            take(as(person).addDevice(second));
        }
        for (int i = 0; records.size() < RECORDS; i++) {
            Role role = i / people.size() % 2 == 0 ? Role.ROLE_COMMENTER : Role.ROLE_EDITOR;
            take(as(owner).setRole(people.get(i % people.size()).id(), role));
        }
    }

    private Registrar as(DeviceKeys signer) {
        return new Registrar(members, signer, NOW, entropy);
    }

    private void take(MemberRecord record) {
        members = next(members, record.item());
        records.add(record.item());
    }

    private static Membership next(Membership before, ByteString item) {
        return switch (before.apply(item, NOW)) {
            case Membership.Accepted accepted -> accepted.next();
            case Membership.Refused refused -> throw new IllegalStateException(refused.reason());
            case Membership.UpgradeNeeded upgrade -> throw new IllegalStateException(upgrade.reason());
        };
    }

    private double secondsToVerify() {
        long start = System.nanoTime();
        Membership folded = Membership.none(genesis.workspace());
        for (ByteString item : records) {
            folded = next(folded, item);
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private void rotate(Figures figures) {
        long start = System.nanoTime();
        ByteString rotation = as(owner).rotate().item();
        long made = System.nanoTime();
        next(members, rotation);
        long taken = System.nanoTime();
        figures.add(
                "a new key for " + members.devices().size() + " devices",
                "%s to make, %s to verify, %s"
                        .formatted(
                                seconds((made - start) / NANOS),
                                seconds((taken - made) / NANOS),
                                Units.bytes(rotation.size())));
    }

    private static String seconds(double seconds) {
        return "%.2f s".formatted(seconds);
    }
}
