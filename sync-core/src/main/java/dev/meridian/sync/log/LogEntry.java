package dev.meridian.sync.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Entry;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import java.util.Optional;

/**
 * One place in the log.
 *
 * @param pos 1 for the genesis record
 * @param relayMillis when the relay received it, milliseconds since 1970-01-01 UTC
 * @param itemSha256 32 bytes; empty for a tick
 * @param document present exactly for an envelope
 * @param bytes the serialised {@code Entry}: exactly these are chained
 */
public record LogEntry(
        long pos,
        long relayMillis,
        EntryKind kind,
        ByteString itemSha256,
        Optional<DocumentId> document,
        ByteString bytes) {

    /** The entry of a membership record. */
    public static LogEntry member(long pos, long relayMillis, ByteString item) {
        return of(pos, relayMillis, EntryKind.ENTRY_KIND_MEMBER, Sha256.of(item), Optional.empty());
    }

    /** The entry of an envelope. */
    public static LogEntry envelope(long pos, long relayMillis, ByteString item, DocumentId document) {
        return of(pos, relayMillis, EntryKind.ENTRY_KIND_ENVELOPE, Sha256.of(item), Optional.of(document));
    }

    /** The entry that carries nothing but the time. */
    public static LogEntry tick(long pos, long relayMillis) {
        return of(pos, relayMillis, EntryKind.ENTRY_KIND_TICK, ByteString.EMPTY, Optional.empty());
    }

    private static LogEntry of(
            long pos, long relayMillis, EntryKind kind, ByteString itemSha256, Optional<DocumentId> document) {
        if (pos < 1 || relayMillis < 0) {
            throw new IllegalArgumentException("no entry at position %d, time %d".formatted(pos, relayMillis));
        }
        Entry.Builder entry = Entry.newBuilder()
                .setPos(pos)
                .setRelayMs(relayMillis)
                .setKind(kind)
                .setItemSha256(itemSha256);
        document.ifPresent(id -> entry.setDoc(id.bytes()));
        return new LogEntry(
                pos, relayMillis, kind, itemSha256, document, entry.build().toByteString());
    }

    /** The entry these bytes are, or empty if they are none of this version. */
    public static Optional<LogEntry> parse(ByteString bytes) {
        try {
            Entry entry = Entry.parseFrom(bytes);
            if (entry.getPos() < 1 || entry.getRelayMs() < 0 || !sizesFit(entry)) {
                return Optional.empty();
            }
            Optional<DocumentId> document = entry.getKind() == EntryKind.ENTRY_KIND_ENVELOPE
                    ? Optional.of(new DocumentId(entry.getDoc()))
                    : Optional.empty();
            return Optional.of(new LogEntry(
                    entry.getPos(), entry.getRelayMs(), entry.getKind(), entry.getItemSha256(), document, bytes));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** Whether bytes that are no entry of this version may be one of a later: of a kind that is not known here (VER-5). */
    public static boolean isOfLaterVersion(ByteString bytes) {
        try {
            Entry entry = Entry.parseFrom(bytes);
            return entry.getPos() > 0 && entry.getKind() == EntryKind.UNRECOGNIZED;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static boolean sizesFit(Entry entry) {
        int hashLength = entry.getItemSha256().size();
        return switch (entry.getKind()) {
            case ENTRY_KIND_MEMBER ->
                hashLength == Sha256.LENGTH && entry.getDoc().isEmpty();
            case ENTRY_KIND_ENVELOPE -> hashLength == Sha256.LENGTH && DocumentId.fits(entry.getDoc());
            case ENTRY_KIND_TICK -> hashLength == 0 && entry.getDoc().isEmpty();
            case ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** Whether this entry is of exactly these item bytes; a tick is of none. */
    public boolean isOf(ByteString item) {
        return kind == EntryKind.ENTRY_KIND_TICK ? item.isEmpty() : itemSha256.equals(Sha256.of(item));
    }

    /** As it travels. */
    public LogItem withItem(ByteString item) {
        return LogItem.newBuilder().setEntry(bytes).setItem(item).build();
    }
}
