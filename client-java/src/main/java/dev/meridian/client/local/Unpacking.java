package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.NewChange;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.StatementRow;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.Gate;
import dev.meridian.model.automerge.GateCaps;
import dev.meridian.model.automerge.GateResult;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Opening;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes changes out of envelopes and stores them, inside one transaction. Checks all that can be told without the document: the seal, the gate's reading of
 * each chunk, that the batch is what its envelope says, and that the log has everything it builds on: else it waits (STORE-5).
 */
final class Unpacking {
    private final WorkspaceStore store;
    private final ActorId ownActor;
    private final EnvelopeOpener opener;
    private final Pruned pruned;
    /** Whether entries wait for what the log does not have. */
    private boolean anyWaiting;
    /** Entries that waited for something which is here now. */
    private final TreeSet<Long> ready = new TreeSet<>();
    /** What this transaction has found in the log, so that most changes cost no look-up for what they build on. */
    private final Set<InLog> inLog = new HashSet<>();

    private record InLog(DocumentId document, ChangeHash hash) {}

    Unpacking(WorkspaceStore store, EnvelopeOpener opener, ActorId ownActor, Pruned pruned) {
        this.pruned = pruned;
        this.store = store;
        this.opener = opener;
        this.ownActor = ownActor;
        this.anyWaiting = store.rejected().hasWaiting();
    }

    /**
     * An envelope as far as it can be read without the store.
     *
     * @param chunks what the gate made of each of the changes in it; none where it is of another kind
     */
    record Read(LogRow row, Opening opening, List<GateResult> chunks) {}

    /** What is in an entry whose body is gone. */
    interface Pruned {
        /** From a checked snapshot; none where the entry had no effect. */
        List<ParsedChange> changesAt(LogRow row);
    }

    /** Opens an envelope and reads the changes in it. Pure: most of the work is here, and can be spread. */
    static Read read(EnvelopeOpener opener, LogRow row) {
        Opening opening = opener.openVerified(row.item());
        return new Read(row, opening, opening instanceof Opening.Changes changes ? parse(changes.batch()) : List.of());
    }

    private static List<GateResult> parse(ChangeBatch batch) {
        return Gate.split(batch.chunks().toByteArray()).stream()
                .map(chunk -> Gate.parse(chunk, GateCaps.DEFAULT))
                .toList();
    }

    /** Stores what is in an envelope, or notes why not; then what waited for it. */
    void unpack(Read read, Tally tally) {
        take(read, tally);
        takeReady(tally);
    }

    /** The same for an entry whose body is gone. */
    void unpackPruned(LogRow row, Tally tally) {
        takePruned(row, tally);
        takeReady(tally);
    }

    private void takeReady(Tally tally) {
        while (!ready.isEmpty()) {
            store.log().at(ready.removeFirst()).ifPresent(row -> {
                if (row.isPruned()) {
                    takePruned(row, tally);
                } else {
                    take(read(opener, row), tally);
                }
            });
        }
    }

    private void takePruned(LogRow row, Tally tally) {
        DocumentId document =
                LogEntry.parse(row.entry()).flatMap(LogEntry::document).orElseThrow();
        store(row, document, pruned.changesAt(row), tally);
    }

    private void take(Read read, Tally tally) {
        LogRow row = read.row();
        switch (read.opening()) {
            case Opening.Changes changes -> store(row, changes, read.chunks(), tally);
            case Opening.Presence presence ->
                reject(row, Optional.of(presence.document()), "presence does not belong into the log", tally);
            case Opening.Stated stated -> store(row, stated);
            // A later version's: kept in the log, and read when this device understands it.
            case Opening.UnknownKind unknown -> {}
            // What they hold is taken where it stands in the log.
            case Opening.Snapshotted snapshot -> {}
            case Opening.Attested attested -> {}
            case Opening.Unreadable unreadable -> reject(row, Optional.empty(), unreadable.reason(), tally);
            case Opening.Rejected rejected -> reject(row, Optional.empty(), rejected.reason(), tally);
        }
    }

    private void store(LogRow row, Opening.Stated stated) {
        // What its author cites may be of a log that was cut since, or a lie: nobody has seen what comes after.
        long seen = Math.max(0, Math.min(stated.seen().getPos(), row.pos() - 1));
        store.statements()
                .put(new StatementRow(
                        stated.item(),
                        stated.author(),
                        stated.document(),
                        row.pos(),
                        receivedMillis(row),
                        seen,
                        store.log().at(seen).map(Unpacking::receivedMillis).orElse(0L),
                        stated.statement().toByteString()));
    }

    private static long receivedMillis(LogRow row) {
        return LogEntry.parse(row.entry()).orElseThrow().relayMillis();
    }

    private void store(LogRow row, Opening.Changes changes, List<GateResult> chunks, Tally tally) {
        ChangeBatch batch = changes.batch();
        if (chunks.size() != batch.lastSeq() - batch.firstSeq() + 1) {
            reject(row, Optional.of(changes.document()), "it does not hold the changes that it names", tally);
            return;
        }
        List<ParsedChange> taken = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            Optional<String> refusal = switch (chunks.get(i)) {
                case GateResult.Refused refused -> Optional.of(refused.refusal().toString());
                case GateResult.Parsed parsed -> {
                    taken.add(parsed.change());
                    yield isAsNamed(batch, parsed.change(), i)
                            ? Optional.empty()
                            : Optional.of("it does not hold the changes that it names");
                }
            };
            if (refusal.isPresent()) {
                // The rest of the batch builds on this one, so the gate would refuse it too.
                String which = chunks.size() == 1 ? "" : "change %d of %d: ".formatted(i + 1, chunks.size());
                reject(row, Optional.of(changes.document()), which + refusal.get(), tally);
                taken = taken.subList(0, i);
                break;
            }
        }
        store(row, changes.document(), taken, tally);
    }

    private void store(LogRow row, DocumentId document, List<ParsedChange> changes, Tally tally) {
        Optional<ChangeHash> missing = missing(document, changes);
        if (missing.isPresent()) {
            waitFor(missing.get(), row, document, tally);
        } else {
            changes.forEach(change -> store(row.pos(), document, change, tally));
        }
    }

    private static boolean isAsNamed(ChangeBatch batch, ParsedChange change, int index) {
        long seq = batch.firstSeq() + index;
        return Identities.actor(change.actor()).equals(batch.actor())
                && change.seq() == seq
                && (seq < batch.lastSeq() || Identities.hash(change.hash()).equals(batch.lastHash()));
    }

    // After a repair the log may have things in another order than they were made in: whose author the relay had
    // forgotten comes later.
    private void waitFor(ChangeHash missing, LogRow row, DocumentId document, Tally tally) {
        String reason = "it builds on change " + missing + ", which the log does not have before it";
        RejectedRow waiting = new RejectedRow(row.pos(), row.author(), Optional.of(document), reason);
        store.rejected().addWaiting(waiting, Identities.hash(missing));
        tally.rejected(waiting);
        anyWaiting = true;
    }

    private void store(long pos, DocumentId document, ParsedChange change, Tally tally) {
        ActorId actor = Identities.actor(change.actor());
        NewChange row = new NewChange(
                document, Identities.hash(change.hash()), actor, change.seq(), ByteString.copyFrom(change.chunk()));
        if (store.changes().receive(row, pos)) {
            tally.changed(document);
            if (actor.equals(ownActor)) {
                tally.ownActorSeen();
            }
        }
        inLog.add(new InLog(document, change.hash()));
        if (anyWaiting) {
            ready.addAll(store.rejected().takeWaiting(document, Identities.hash(change.hash())));
        }
    }

    /** The first that the changes build on and neither the log nor they themselves have. */
    private Optional<ChangeHash> missing(DocumentId document, List<ParsedChange> changes) {
        Set<ChangeHash> own = new HashSet<>();
        for (ParsedChange change : changes) {
            for (ChangeHash each : change.deps()) {
                if (!own.contains(each) && !isInLog(document, each)) {
                    return Optional.of(each);
                }
            }
            own.add(change.hash());
        }
        return Optional.empty();
    }

    private boolean isInLog(DocumentId document, ChangeHash hash) {
        InLog key = new InLog(document, hash);
        if (!inLog.contains(key)) {
            if (!store.changes().isInLog(document, Identities.hash(hash))) {
                return false;
            }
            inLog.add(key);
        }
        return true;
    }

    private static void reject(LogRow row, Optional<DocumentId> document, String reason, Tally tally) {
        tally.unpackingRejected(new RejectedRow(row.pos(), row.author(), document, reason));
    }
}
