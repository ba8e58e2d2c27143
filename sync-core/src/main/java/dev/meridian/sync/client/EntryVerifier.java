package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SignatureCheck;
import dev.meridian.sync.trust.Succession;
import dev.meridian.sync.trust.VerifyKey;
import java.util.Optional;

/** Verifies one entry after another, from a verified place on. Lives during one frame. */
final class EntryVerifier {
    /** What came of an entry. */
    sealed interface Outcome {}

    /** Its place is proven. */
    record Verified(VerifiedEntry entry) implements Outcome {}

    /** The log contradicts itself, or cannot be read further. */
    record Broken(StopReason reason, String message) implements Outcome {}

    /**
     * An entry as far as it can be looked at without the entries right before it.
     *
     * @param sent as it came
     * @param isOfItem whether it records this very item
     * @param check of the signature, where the author was a member before this frame
     */
    record Examined(LogItem sent, Optional<LogEntry> entry, boolean isOfItem, Optional<SignatureCheck> check) {
        ByteString item() {
            return sent.getItem();
        }

        /** Whether only its place is left: a checked snapshot holds what was in it, or the log is not whole (SNAP-7). */
        boolean isPruned() {
            return item().isEmpty()
                    && entry.map(LogEntry::kind).orElse(EntryKind.UNRECOGNIZED) == EntryKind.ENTRY_KIND_ENVELOPE;
        }

        /** Examines what the relay sent. Pure: most of the work of a frame is here, and can be spread. */
        static Examined of(LogItem sent, Membership members) {
            ByteString item = sent.getItem();
            Optional<LogEntry> entry = LogEntry.parse(sent.getEntry());
            boolean isOfItem = entry.map(parsed -> parsed.isOf(item)).orElse(false);
            boolean isEnvelope = isOfItem
                    && entry.map(LogEntry::kind).orElse(EntryKind.UNRECOGNIZED) == EntryKind.ENTRY_KIND_ENVELOPE;
            return new Examined(
                    sent,
                    entry,
                    isOfItem,
                    isEnvelope ? SealedEnvelope.checkSignature(item, members) : Optional.empty());
        }
    }

    private long pos;
    private long relayMillis;
    private ByteString chain;
    private Membership members;
    private Optional<VerifyKey> abdicated = Optional.empty();

    EntryVerifier(LocalLog from) {
        this.pos = from.pos();
        this.relayMillis = from.relayMillis();
        this.chain = from.chain();
        this.members = from.members();
    }

    long pos() {
        return pos;
    }

    long relayMillis() {
        return relayMillis;
    }

    ByteString chain() {
        return chain;
    }

    Membership members() {
        return members;
    }

    /** The key of the relay before, if the last entry is the record that names another. */
    Optional<VerifyKey> abdicated() {
        return abdicated;
    }

    /** The next entry, as the relay sent it. */
    Outcome next(Examined examined) {
        if (examined.entry().isEmpty()) {
            if (LogEntry.isOfLaterVersion(examined.sent().getEntry())) {
                return new Broken(
                        StopReason.UPGRADE_NEEDED,
                        "after position %d of the log comes an entry of a kind that this version cannot read"
                                .formatted(pos));
            }
            return new Broken(StopReason.BAD_LOG, "an entry of the log is not readable");
        }
        LogEntry entry = examined.entry().get();
        if (entry.pos() != pos + 1) {
            return new Broken(StopReason.BAD_LOG, "after position %d of the log came %d".formatted(pos, entry.pos()));
        }
        if (entry.relayMillis() < relayMillis) {
            return new Broken(StopReason.BAD_LOG, "the log's time goes back at position " + entry.pos());
        }
        if (!examined.isOfItem() && !examined.isPruned()) {
            return new Broken(StopReason.BAD_LOG, "the item at position " + entry.pos() + " is not the one recorded");
        }
        boolean inPlace =
                entry.kind() != EntryKind.ENTRY_KIND_MEMBER || Succession.isInPlace(examined.item(), pos, chain);
        abdicated = Optional.empty();
        pos = entry.pos();
        relayMillis = entry.relayMillis();
        chain = Chain.next(chain, entry.bytes());
        if (examined.isPruned()) {
            return verified(entry, new ItemId(entry.itemSha256()), Optional.empty(), ByteString.EMPTY);
        }
        return switch (entry.kind()) {
            case ENTRY_KIND_MEMBER -> record(entry, examined.item(), inPlace);
            case ENTRY_KIND_ENVELOPE -> envelope(entry, examined);
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                verified(entry, new ItemId(Sha256.of(entry.bytes())), Optional.empty(), ByteString.EMPTY);
        };
    }

    private Outcome record(LogEntry entry, ByteString item, boolean inPlace) {
        return switch (members.apply(item, entry.relayMillis())) {
            case Membership.Accepted accepted -> {
                if (!inPlace) {
                    yield new Broken(
                            StopReason.BAD_LOG,
                            "the log before position %d is not the one that the owner who changed the relay had seen"
                                    .formatted(entry.pos()));
                }
                abdicated = Optional.of(members)
                        .filter(Membership::isFounded)
                        .map(Membership::relayKey)
                        .filter(key -> !key.equals(accepted.next().relayKey()));
                members = accepted.next();
                yield verified(entry, accepted.record(), signerOf(item), item);
            }
            case Membership.Refused refused -> {
                ItemId id = MemberRecord.idOf(item).orElseGet(() -> new ItemId(Sha256.of(item)));
                yield rejected(entry, id, signerOf(item), item, refused.reason());
            }
            case Membership.UpgradeNeeded upgrade ->
                new Broken(StopReason.UPGRADE_NEEDED, "this version cannot read " + upgrade.reason());
        };
    }

    private Outcome envelope(LogEntry entry, Examined examined) {
        ByteString item = examined.item();
        return switch (SealedEnvelope.verify(item, members, examined.check())) {
            case SealedEnvelope.Verified good -> envelope(entry, good.envelope());
            case SealedEnvelope.Rejected rejected -> flawed(entry, item, rejected.reason());
            case SealedEnvelope.Unreadable unreadable -> flawed(entry, item, unreadable.reason());
        };
    }

    private Outcome envelope(LogEntry entry, SealedEnvelope envelope) {
        boolean recordedAsIs = entry.document().equals(Optional.of(envelope.document()))
                && envelope.core().getKind() != EnvelopeKind.ENVELOPE_KIND_PRESENCE;
        Optional<DeviceId> author = Optional.of(envelope.device());
        return recordedAsIs
                ? verified(entry, envelope.itemId(), author, envelope.bytes())
                : rejected(entry, envelope.itemId(), author, envelope.bytes(), "it is recorded as what it is not");
    }

    private Outcome flawed(LogEntry entry, ByteString item, String reason) {
        return switch (SealedEnvelope.read(item)) {
            case SealedEnvelope.Read read -> {
                SealedEnvelope envelope = read.envelope();
                yield rejected(entry, envelope.itemId(), Optional.of(envelope.device()), item, reason);
            }
            case SealedEnvelope.Unreadable unreadable ->
                rejected(entry, new ItemId(Sha256.of(item)), Optional.empty(), item, unreadable.reason());
        };
    }

    private static Optional<DeviceId> signerOf(ByteString item) {
        try {
            ByteString device = Signed.parseFrom(item).getDevice();
            return DeviceId.fits(device) ? Optional.of(new DeviceId(device)) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private Outcome verified(LogEntry entry, ItemId id, Optional<DeviceId> author, ByteString item) {
        return new Verified(new VerifiedEntry(entry, id, author, item, chain, Optional.empty()));
    }

    private Outcome rejected(LogEntry entry, ItemId id, Optional<DeviceId> author, ByteString item, String reason) {
        return new Verified(new VerifiedEntry(entry, id, author, item, chain, Optional.of(reason)));
    }
}
