package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.Optional;

/** What an entry is of, as far as a relay reads it. Nothing of it is verified. */
sealed interface Item {
    /** As it was pushed. */
    ByteString bytes();

    /** What receipts and refusals name. */
    ItemId id();

    /** What makes it the same item when it comes again. */
    DedupeKey dedupe();

    /** A membership record. */
    record OfMember(ByteString bytes, ItemId id) implements Item {
        @Override
        public DedupeKey dedupe() {
            return DedupeKey.ofMember(id);
        }
    }

    /** An envelope. */
    record OfEnvelope(SealedEnvelope envelope) implements Item {
        @Override
        public ByteString bytes() {
            return envelope.bytes();
        }

        @Override
        public ItemId id() {
            return envelope.itemId();
        }

        @Override
        public DedupeKey dedupe() {
            return DedupeKey.ofEnvelope(envelope.device(), envelope.itemId());
        }
    }

    /** An envelope whose body was pruned. */
    record OfPruned(LogEntry entry) implements Item {
        @Override
        public ByteString bytes() {
            return ByteString.EMPTY;
        }

        @Override
        public ItemId id() {
            return new ItemId(entry.itemSha256());
        }

        @Override
        public DedupeKey dedupe() {
            return DedupeKey.ofEntry(entry.bytes());
        }
    }

    /** Nothing: a tick. */
    record OfTick(ByteString entry) implements Item {
        @Override
        public ByteString bytes() {
            return ByteString.EMPTY;
        }

        @Override
        public ItemId id() {
            return new ItemId(Sha256.of(entry));
        }

        @Override
        public DedupeKey dedupe() {
            return DedupeKey.ofEntry(entry);
        }
    }

    /** The item of a kind that these bytes are, or empty if they are none. */
    static Optional<Item> read(EntryKind kind, ByteString bytes) {
        return switch (kind) {
            case ENTRY_KIND_MEMBER -> MemberRecord.idOf(bytes).map(id -> new OfMember(bytes, id));
            case ENTRY_KIND_ENVELOPE ->
                SealedEnvelope.read(bytes) instanceof SealedEnvelope.Read read
                        ? Optional.of(new OfEnvelope(read.envelope()))
                        : Optional.empty();
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
