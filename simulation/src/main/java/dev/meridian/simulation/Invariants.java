package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sees everything in the world and holds it to what must always be true. Every breach is a {@link Violation}. */
final class Invariants {
    private record Place(String teller, long gen, long pos) {}

    private final World world;
    private final Map<Place, ByteString> chains = new HashMap<>();
    /** Changes of honest people, by author. */
    private final Map<String, Set<Named>> written = new LinkedHashMap<>();

    private final Set<ChangeHash> honest = new HashSet<>();
    /** What was acknowledged of the disk that the relay has now. */
    private final TreeMap<Long, ByteString> acknowledged = new TreeMap<>();

    private final Register register;

    Invariants(World world) {
        this.world = world;
        this.register = new Register(world.folding());
    }

    /** What a client's disk takes in must have had the right to be there, and only what is not honest is rejected. */
    ClientDisk.Watcher watcher(SimClient client) {
        return new ClientDisk.Watcher() {
            @Override
            public void took(VerifiedEntry entry, Membership members) {
                SealedEnvelope envelope = ((SealedEnvelope.Read) SealedEnvelope.read(entry.item())).envelope();
                DeviceId author = envelope.device();
                Violation.unless(
                        members.mayWrite(author, envelope.document()),
                        () -> "%s took entry %d of %s, who may not write there"
                                .formatted(client.name(), entry.entry().pos(), author));
                Violation.unlessEqual(
                        envelope.core().getEpoch(),
                        members.epoch(),
                        "the epoch of what was taken at " + entry.entry().pos());
            }

            @Override
            public void rejected(VerifiedEntry entry, String reason) {
                Violation.unless(
                        entry.author()
                                .filter(author -> !world.honestDevices().contains(author))
                                .isPresent(),
                        () -> "entry %d of %s is honest and rejected: %s"
                                .formatted(entry.entry().pos(), entry.author(), reason));
            }
        };
    }

    void wrote(SimClient author, Named change) {
        written.computeIfAbsent(author.name(), none -> new LinkedHashSet<>()).add(change);
        honest.add(change.hash());
    }

    void clientSent(ByteString frame, boolean hasLostItsMembership) {
        if (hasLostItsMembership && parse(frame).hasPush()) {
            world.saw(Happening.PETITION);
        }
    }

    /** What the relay is told. */
    void relayReceived(Frame frame) {
        if (frame.hasRestore()) {
            world.saw(frame.getRestore().getItemsCount() > 0 ? Happening.RESTORE : Happening.GENERATION_SHOWN);
        }
    }

    /**
     * Acknowledged means durable; nothing undurable is served; nothing is served to strangers; a place keeps its meaning while its generation lasts;
     * frames have a size.
     */
    void relaySent(Optional<Wire> to, ByteString bytes, List<LogRecord> disk) {
        Violation.unless(
                bytes.size() <= world.relayLimits().frameBytesMax(),
                () -> "a frame of %d bytes was sent".formatted(bytes.size()));
        Frame frame = parse(bytes);
        for (Receipt receipt : frame.getAck().getReceiptsList()) {
            long pos = receipt.getPos();
            Violation.unless(
                    pos >= 1 && pos <= disk.size(),
                    () -> "place %d was acknowledged and is not on the disk".formatted(pos));
            LogRecord record = disk.get((int) pos - 1);
            Violation.unlessEqual(idOf(record), receipt.getItemId(), "what was acknowledged at " + pos);
            acknowledged.put(pos, record.entry());
        }
        Append append = frame.getAppend();
        if (append.getItemsCount() > 0) {
            register.follow(disk);
            long last = LogEntry.parse(append.getItemsList().getLast().getEntry())
                    .orElseThrow()
                    .pos();
            to.ifPresent(wire -> Violation.unless(
                    register.mayBeServed(wire.identity, last),
                    () -> "%s, who has no right to it, is sent entry %d".formatted(wire.peer.name(), last)));
        }
        for (LogItem item : append.getItemsList()) {
            LogEntry entry = LogEntry.parse(item.getEntry()).orElseThrow();
            Violation.unless(
                    entry.pos() <= disk.size(), () -> "place %d is served and not on the disk".formatted(entry.pos()));
            Violation.unlessEqual(
                    disk.get((int) entry.pos() - 1).entry(), item.getEntry(), "what is served at " + entry.pos());
        }
        heads(frame).forEach(head -> place("the relay", head.getGen(), head.getPos(), head.getChain()));
    }

    /** Whether the relay's disk has somebody as a member's device, or as one that waits for approval. */
    boolean isMember(DeviceId device, List<LogRecord> disk) {
        register.follow(disk);
        return register.now()
                .knownDevice(device)
                .filter(known -> !known.isGone())
                .isPresent();
    }

    private static List<Head> heads(Frame frame) {
        List<SignedHead> signed = List.of(
                frame.getWelcome().getHead(),
                frame.getAppend().getHead(),
                frame.getDiverged().getAt(),
                frame.getDiverged().getHead());
        List<Head> heads = new ArrayList<>();
        for (SignedHead one : signed) {
            if (!one.getHead().isEmpty()) {
                heads.add(head(one));
            }
        }
        return heads;
    }

    private static Head head(SignedHead signed) {
        try {
            return Head.parseFrom(signed.getHead());
        } catch (InvalidProtocolBufferException e) {
            throw new Violation("a head that does not parse", e);
        }
    }

    private void place(String teller, long gen, long pos, ByteString chain) {
        ByteString before = chains.putIfAbsent(new Place(teller, gen, pos), chain);
        if (before != null) {
            Violation.unlessEqual(chain, before, "the meaning of position " + pos + " in generation " + gen);
        }
    }

    /** One item has one place, times do not fall, and what was acknowledged is there. */
    void disk(List<LogRecord> disk) {
        Set<DedupeKey> seen = new HashSet<>();
        long last = 0;
        ByteString chain = Chain.ZERO;
        for (LogRecord record : disk) {
            chain = Chain.next(chain, record.entry());
            Violation.unlessEqual(record.chain(), chain, "a chain on the disk");
            Violation.unless(seen.add(record.dedupe()), () -> "an item is twice in the log");
            long millis = record.parsed().relayMillis();
            Violation.unless(millis >= last, () -> "time fell in the log");
            last = millis;
        }
        acknowledged.forEach((pos, entry) -> {
            Violation.unless(
                    pos <= disk.size(), () -> "place %d was acknowledged and is gone from the disk".formatted(pos));
            Violation.unlessEqual(disk.get(pos.intValue() - 1).entry(), entry, "what was acknowledged at " + pos);
        });
    }

    /** The relay has another disk: what only the old one had is lost, and everybody may know. */
    void diskReplaced() {
        acknowledged.clear();
    }

    void delivered(SimClient client, ClientEffect.Deliver deliver) {
        if (deliver.head().getHead().isEmpty()) {
            return;
        }
        long gen = head(deliver.head()).getGen();
        for (VerifiedEntry entry : deliver.entries()) {
            // A lying relay can put anything there: it is rejected.
            Violation.unless(
                    entry.rejected().isEmpty() || world.liar().hasLied(),
                    () -> "an entry without authority reached %s: %s".formatted(client.name(), entry));
            place(client.name(), gen, entry.entry().pos(), entry.chain());
            if (!world.liar().hasLied()) {
                place("the relay", gen, entry.entry().pos(), entry.chain());
            }
        }
    }

    /** Nothing is accepted under the name of somebody who did not write it. */
    void followed(SimClient client) {
        Set<DeviceId> people = world.honestDevices();
        for (DocumentId document : Notebook.ALL) {
            for (Row row : client.disk.rows(document)) {
                DeviceId author = Identities.actor(row.change.actor()).device();
                boolean accepted = row.state == Row.State.ACCEPTED;
                Violation.unless(
                        !accepted || !people.contains(author) || honest.contains(row.change.hash()),
                        () -> "%s accepted a change that its author never wrote: %s"
                                .formatted(client.name(), row.change));
                Violation.unless(
                        row.state != Row.State.REFUSED || !honest.contains(row.change.hash()),
                        () -> "%s refused an honest change: %s".formatted(client.name(), row.change));
            }
        }
    }

    /** Whoever is shown two logs keeps the proof. */
    void stopped(ClientStatus.Stopped stopped) {
        switch (stopped.reason()) {
            case FORK -> {
                world.saw(Happening.FORK_SEEN);
                Violation.unlessEqual(stopped.evidence().size(), 2, "the heads that prove a fork");
                List<Head> heads =
                        stopped.evidence().stream().map(Invariants::head).toList();
                Violation.unlessEqual(heads.get(0).getGen(), heads.get(1).getGen(), "the generation of a fork");
            }
            case ROLLBACK -> world.saw(Happening.ROLLBACK_SEEN);
            case BAD_LOG -> {
                world.saw(Happening.BAD_LOG_SEEN);
                Violation.unless(world.liar().hasLied(), () -> "an honest relay is not believed: " + stopped);
            }
            case ASKED, WRONG_RELAY, LINK_MISMATCH, UPGRADE_NEEDED, LOGIN_REFUSED, NOT_A_MEMBER, INVITE_EXPIRED -> {}
            case INVITE_USED_UP, INVITE_REVOKED, REVOKED, PROTOCOL, MOVED, RELAY_TOO_OLD -> {}
        }
    }

    void acked(List<Receipt> receipts, long storedPos) {
        if (receipts.stream().anyMatch(receipt -> receipt.getPos() <= storedPos)) {
            world.saw(Happening.DUPLICATE);
        }
    }

    /** Nobody honest is refused for good but who may not write, and nobody else's item but a forger's. */
    void refused(SimClient client, OutboxItem item, ClientEffect.Refused refused) {
        boolean own = item.kind() == EntryKind.ENTRY_KIND_ENVELOPE
                && authorOf(item.item()).equals(Optional.of(client.keys.id()));
        if (client.isHonest() && own) {
            boolean lawful = refused.code() == ErrorCode.ERROR_CODE_NOT_ALLOWED && !client.disk.mayWrite();
            Violation.unless(
                    lawful, () -> "%s is refused: %s %s".formatted(client.name(), refused.code(), refused.message()));
            world.saw(Happening.KEPT_ASIDE);
        }
    }

    private static Optional<DeviceId> authorOf(ByteString item) {
        return SealedEnvelope.read(item) instanceof SealedEnvelope.Read read
                ? Optional.of(read.envelope().device())
                : Optional.empty();
    }

    /**
     * At rest: all honest members have the relay's log and show the same; everything that anybody wrote who could write all the time is there, once, and
     * what others wrote is there or kept by its author; nobody else can read on.
     */
    void atRest(List<LogRecord> disk, List<SimClient> clients) {
        disk(disk);
        register.follow(disk);
        Membership members = register.now();
        List<SimClient> active = clients.stream()
                .filter(SimClient::isHonest)
                .filter(client -> members.deviceOf(client.keys.id()).isPresent())
                .toList();
        Violation.unless(!active.isEmpty(), () -> "nobody is left");
        SimClient first = active.stream()
                .filter(client -> !client.disk.outbox().keepsAny())
                .findFirst()
                .orElse(active.getFirst());
        AtRest rest = new AtRest(world, disk, register, first);
        for (SimClient client : clients) {
            if (active.contains(client)) {
                rest.sameAs(client);
                followed(client);
            } else if (client.isHonest()) {
                rest.outside(client);
            }
        }
        if (!first.disk.rejected().isEmpty()) {
            world.saw(Happening.FORGERY_REJECTED);
        }
        clients.forEach(client -> rest.nothingLost(client, written.getOrDefault(client.name(), Set.of())));
    }

    private static ByteString idOf(LogRecord record) {
        return switch (record.parsed().kind()) {
            case ENTRY_KIND_MEMBER ->
                MemberRecord.idOf(record.item()).orElseThrow().bytes();
            case ENTRY_KIND_ENVELOPE ->
                ((SealedEnvelope.Read) SealedEnvelope.read(record.item()))
                        .envelope()
                        .itemId()
                        .bytes();
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                record.dedupe().bytes();
        };
    }

    private static Frame parse(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new Violation("a frame that does not parse", e);
        }
    }
}
