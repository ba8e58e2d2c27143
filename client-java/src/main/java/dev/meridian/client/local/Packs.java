package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.SnapshotRow;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.EnvelopeOpener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that checked snapshots hold, by the positions at which they stand: what is read where a body is gone (SNAP-7). A snapshot
 * is opened once; what does not hold together is never used again, and noted. Owned by the workspace's thread.
 */
final class Packs {
    private static final int HELD = 2;

    private final WorkspaceStore store;
    private final WorkspaceId workspace;
    private final Map<Long, Map<Long, List<ParsedChange>>> held = new HashMap<>();
    private long rewinds = -1;

    Packs(WorkspaceStore store, WorkspaceId workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    /** Whether the changes at a position can be had: a checked snapshot holds them. */
    boolean covers(LogRow row, EnvelopeOpener opener) {
        return pack(row, opener).isPresent();
    }

    /** The changes of an entry whose body is gone; none where it had no effect. */
    List<ParsedChange> at(LogRow row, EnvelopeOpener opener) {
        return pack(row, opener)
                .map(pack -> pack.getOrDefault(row.pos(), List.of()))
                .orElse(List.of());
    }

    private Optional<Map<Long, List<ParsedChange>>> pack(LogRow row, EnvelopeOpener opener) {
        forgetWhatWasCut();
        DocumentId document =
                LogEntry.parse(row.entry()).flatMap(LogEntry::document).orElseThrow();
        for (SnapshotRow each : store.snapshots().covering(document, row.pos())) {
            Map<Long, List<ParsedChange>> known = held.get(each.pos());
            if (known != null) {
                return Optional.of(known);
            }
            switch (open(each, opener)) {
                case SnapshotCheck.Sound sound -> {
                    if (held.size() >= HELD) {
                        held.clear();
                    }
                    held.put(each.pos(), sound.byPosition());
                    return Optional.of(sound.byPosition());
                }
                case SnapshotCheck.Flawed flawed -> discard(each, flawed.reason());
            }
        }
        return Optional.empty();
    }

    private void forgetWhatWasCut() {
        long now = store.meta().number(dev.meridian.client.store.MetaTable.Name.REWINDS);
        if (now != rewinds) {
            held.clear();
            rewinds = now;
        }
    }

    private void discard(SnapshotRow row, String reason) {
        store.snapshots().discard(row.pos());
        store.rejected()
                .add(new RejectedRow(
                        row.pos(), Optional.of(row.author()), Optional.of(row.document()), "a snapshot: " + reason));
    }

    /** Opens a snapshot and checks what can be told from it alone. */
    SnapshotCheck.Opened open(SnapshotRow row, EnvelopeOpener opener) {
        ByteString item = store.log().at(row.pos()).map(LogRow::item).orElse(ByteString.EMPTY);
        return new SnapshotCheck(opener, workspace, () -> store.log().membersAfter(0)).open(item);
    }
}
