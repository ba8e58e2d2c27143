package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.SealedEnvelope;

/**
 * Bodies that a relay need not keep any more: those of the changes of one document at a range of positions, because a snapshot that
 * somebody else has checked holds them (SNAP-5). Everything else of these entries stays.
 *
 * @param afterPos not below 0
 * @param uptoPos the last position that it is about
 */
public record PruneOrder(WorkspaceId workspace, DocumentId document, long afterPos, long uptoPos) {
    /** @throws IllegalArgumentException if the range is none */
    public PruneOrder {
        if (afterPos < 0 || afterPos >= uptoPos) {
            throw new IllegalArgumentException("nothing to prune after %d up to %d".formatted(afterPos, uptoPos));
        }
    }

    /** Whether it is about this record, and its body is still there. */
    public boolean isAbout(LogRecord record) {
        if (record.item().isEmpty()) {
            return false;
        }
        LogEntry entry = record.parsed();
        return entry.kind() == EntryKind.ENTRY_KIND_ENVELOPE
                && entry.pos() > afterPos
                && entry.pos() <= uptoPos
                && entry.document().filter(document::equals).isPresent()
                && isOfChanges(record.item());
    }

    private static boolean isOfChanges(ByteString item) {
        return SealedEnvelope.read(item) instanceof SealedEnvelope.Read read
                && read.envelope().core().getKind() == EnvelopeKind.ENVELOPE_KIND_CHANGES;
    }
}
