package dev.meridian.client.local;

import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.StoredChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.Gate;
import dev.meridian.model.automerge.GateCaps;
import dev.meridian.model.automerge.GateResult;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.Membership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes out of the documents what an owner has put in quarantine, and every change that builds on it, whoever made it: so everybody who
 * reads the log comes to the same documents, whenever they read it (MEM-18). What comes later and builds on it waits in vain for what
 * it builds on. Inside a transaction of the inbox.
 */
final class Skipping {
    private final WorkspaceStore store;
    private final Tally tally;

    Skipping(WorkspaceStore store, Tally tally) {
        this.store = store;
        this.tally = tally;
    }

    /** Looks through rows that were just opened; through the whole log where a record among them may have named something older. */
    void skip(List<LogRow> fresh, Membership members) {
        if (members.quarantined().isEmpty()) {
            return;
        }
        boolean anyRecord =
                fresh.stream().anyMatch(row -> row.kind() == EntryKind.ENTRY_KIND_MEMBER && !row.rejected());
        List<Long> named = new ArrayList<>();
        Consumer<LogRow> look = row -> {
            if (isNamed(row, members)) {
                named.add(row.pos());
            }
        };
        if (anyRecord) {
            store.log().each(look);
        } else {
            fresh.forEach(look);
        }
        named.forEach(this::skip);
    }

    private static boolean isNamed(LogRow row, Membership members) {
        return row.kind() == EntryKind.ENTRY_KIND_ENVELOPE
                && LogEntry.parse(row.entry())
                        .map(entry -> members.isQuarantined(new ItemId(entry.itemSha256())))
                        .orElse(false);
    }

    private void skip(long pos) {
        store.statements().skip(pos);
        for (DocumentId document : store.changes().documentsAt(pos)) {
            skip(document, pos);
        }
    }

    private void skip(DocumentId document, long pos) {
        Set<ChangeHash> skipped = new HashSet<>();
        for (StoredChange change : store.changes().after(document, 0)) {
            if (!(Gate.parse(change.chunk(), GateCaps.DEFAULT) instanceof GateResult.Parsed parsed)) {
                continue; // it was taken in by these rules before
            }
            boolean builds = parsed.change().deps().stream().anyMatch(skipped::contains);
            if (change.pos() == pos || builds) {
                skipped.add(parsed.change().hash());
                store.changes().skip(change.ordinal());
                note(document, change, builds);
            }
        }
        if (!skipped.isEmpty()) {
            store.meta().put(Name.SKIPS, store.meta().number(Name.SKIPS) + 1);
            tally.changed(document);
            // Some of it may be of this home's own, and nothing can follow a change that is not there: it goes on as
            // another
            // actor, with documents opened anew.
            tally.ownActorSeen();
        }
    }

    private void note(DocumentId document, StoredChange change, boolean builds) {
        RejectedRow row = new RejectedRow(
                change.pos(),
                Optional.of(change.actor().device()),
                Optional.of(document),
                builds ? "it builds on what an owner has put in quarantine" : "an owner has put it in quarantine");
        store.rejected().add(row);
        tally.rejected(row);
    }
}
