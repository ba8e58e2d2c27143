package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.MemberDevice;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of each client when a world has come to rest. */
final class AtRest {
    private final World world;
    private final List<LogRecord> disk;
    private final List<ByteString> chain;
    private final Register register;
    private final SimClient first;
    private final String seen;
    private final Map<Named, Integer> brought = new HashMap<>();

    /** @param first somebody honest who is a member */
    AtRest(World world, List<LogRecord> disk, Register register, SimClient first) {
        this.world = world;
        this.disk = disk;
        this.chain = disk.stream().map(LogRecord::chain).toList();
        this.register = register;
        this.first = first;
        this.seen = first.notebook().seen();
        first.disk.brought().forEach(named -> brought.merge(named, 1, Integer::sum));
    }

    /** A member: the same log, the same members, the same keys, the same documents. */
    void sameAs(SimClient client) {
        Membership members = register.now();
        sameLog(client);
        Violation.unless(client.disk.isSent(), () -> "%s has something to send".formatted(client.name()));
        Violation.unlessEqual(client.disk.keyring().size(), members.epoch() + 1, "the keys of " + client.name());
        String sees = client.notebook().seen();
        Violation.unlessEqual(client.disk.rejected(), first.disk.rejected(), "what " + client.name() + " rejects");
        Violation.unlessEqual(client.disk.waiting(), first.disk.waiting(), "what " + client.name() + " waits to take");
        // Who may write no more still sees what the relay did not take.
        if (client.disk.outbox().keepsAny() || first.disk.outbox().keepsAny()) {
            return;
        }
        for (DocumentId document : Notebook.ALL) {
            Violation.unlessEqual(
                    client.notebook().heads(document), first.notebook().heads(document), "the heads of " + document);
        }
        Violation.unlessEqual(sees, seen, "what " + client.name() + " sees");
    }

    private void sameLog(SimClient client) {
        Violation.unlessEqual(
                client.disk.log().stream().map(VerifiedEntry::chain).toList(), chain, "the log of " + client.name());
        Violation.unlessEqual(
                client.disk.members().lastRecord(), register.now().lastRecord(), "the members of " + client.name());
    }

    /** Who waits for approval reads the log and opens nothing; who is gone, or never came in, cannot read on. */
    void outside(SimClient client) {
        Optional<MemberDevice> device = register.now().knownDevice(client.keys.id());
        if (device.filter(known -> !known.isGone()).isPresent()) {
            sameLog(client);
            Violation.unlessEqual(client.disk.keyring().size(), 0, "the keys of " + client.name());
            return;
        }
        Violation.unless(
                client.isTurnedAway() || client.hasGivenUp(),
                () -> client.name() + " is not told that it is no member");
        device.ifPresent(gone -> {
            world.saw(Happening.GONE_TURNED_AWAY);
            opensNothingAfter(client);
        });
    }

    private void opensNothingAfter(SimClient client) {
        DeviceId id = client.keys.id();
        Violation.unless(register.now().epochKeyFor(client.keys).isEmpty(), () -> client.name() + " has the key");
        Optional<EnvelopeOpener> opener = client.disk.keyring().opener();
        for (int i = 0; i < disk.size() && opener.isPresent(); i++) {
            LogRecord record = disk.get(i);
            boolean gone = register.before(i + 1L)
                    .knownDevice(id)
                    .filter(MemberDevice::isGone)
                    .isPresent();
            if (gone && record.parsed().kind() == EntryKind.ENTRY_KIND_ENVELOPE) {
                Opening opening = opener.get().openVerified(record.item());
                long pos = i + 1L;
                Violation.unless(
                        opening instanceof Opening.Rejected || opening instanceof Opening.Unreadable,
                        () -> "%s, who is gone, can open entry %d".formatted(client.name(), pos));
            }
        }
    }

    private boolean waits(SimClient author, Named change) {
        return world.liar().hasLied()
                && first.disk.waiting().stream()
                        .map(pos -> first.disk.log().get((int) (pos - 1)).itemId())
                        .anyMatch(item -> author.disk.outbox().sealedIn(item, change));
    }

    /**
     * What somebody wrote who could write all the time is in the log once; what others wrote is there once, or kept on their disk, or waits in the log
     * for what is kept there: a relay that lied may have thrown away the one and taken the other.
     */
    void nothingLost(SimClient client, Set<Named> changes) {
        boolean always =
                register.alwaysHad(client.keys.id(), members -> members.mayWrite(client.keys.id(), Notebook.TEXT));
        for (Named change : changes) {
            int times = brought.getOrDefault(change, 0);
            boolean may = always || register.now().mayWrite(client.keys.id(), Notebook.TEXT);
            boolean kept = !may && times == 0 && (client.disk.outbox().keeps(change) || waits(client, change));
            Violation.unless(
                    times == 1 || kept,
                    () -> "the log has a change that %s wrote %d times: %s".formatted(client.name(), times, change));
        }
    }
}
