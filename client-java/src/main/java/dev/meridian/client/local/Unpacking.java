package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.NewChange;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.Gate;
import dev.meridian.model.automerge.GateCaps;
import dev.meridian.model.automerge.GateResult;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Opening;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes changes out of envelopes and stores them, inside one transaction. Checks all that can be told without the document: the seal, the gate's reading of
 * each chunk, that the batch is what its envelope says, and that the log has everything it builds on (STORE-5).
 */
final class Unpacking {
    private final WorkspaceStore store;
    private final ActorId ownActor;
    /** What this transaction has found in the log, so that most changes cost no look-up for what they build on. */
    private final Set<InLog> inLog = new HashSet<>();

    private record InLog(DocumentId document, ChangeHash hash) {}

    Unpacking(WorkspaceStore store, ActorId ownActor) {
        this.store = store;
        this.ownActor = ownActor;
    }

    /**
     * An envelope as far as it can be read without the store.
     *
     * @param chunks what the gate made of each of the changes in it; none where it is of another kind
     */
    record Read(LogRow row, Opening opening, List<GateResult> chunks) {}

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

    /** Stores what is in an envelope, or notes why not. */
    void unpack(Read read, Tally tally) {
        LogRow row = read.row();
        switch (read.opening()) {
            case Opening.Changes changes -> store(row, changes, read.chunks(), tally);
            case Opening.Presence presence ->
                reject(row, Optional.of(presence.document()), "presence does not belong into the log", tally);
            // A later version's: kept in the log, and read when this device understands it.
            case Opening.UnknownKind unknown -> {}
            case Opening.Unreadable unreadable -> reject(row, Optional.empty(), unreadable.reason(), tally);
            case Opening.Rejected rejected -> reject(row, Optional.empty(), rejected.reason(), tally);
        }
    }

    private void store(LogRow row, Opening.Changes changes, List<GateResult> chunks, Tally tally) {
        ChangeBatch batch = changes.batch();
        if (chunks.size() != batch.lastSeq() - batch.firstSeq() + 1) {
            reject(row, Optional.of(changes.document()), "it does not hold the changes that it names", tally);
            return;
        }
        for (int i = 0; i < chunks.size(); i++) {
            Optional<String> refusal = store(row.pos(), changes, chunks.get(i), i, tally);
            if (refusal.isPresent()) {
                // The rest of the batch builds on this one, so the gate would refuse it too.
                String which = chunks.size() == 1 ? "" : "change %d of %d: ".formatted(i + 1, chunks.size());
                reject(row, Optional.of(changes.document()), which + refusal.get(), tally);
                return;
            }
        }
    }

    private Optional<String> store(long pos, Opening.Changes changes, GateResult chunk, int index, Tally tally) {
        ChangeBatch batch = changes.batch();
        long seq = batch.firstSeq() + index;
        return switch (chunk) {
            case GateResult.Refused refused -> Optional.of(refused.refusal().toString());
            case GateResult.Parsed parsed -> {
                ParsedChange change = parsed.change();
                boolean asNamed = Identities.actor(change.actor()).equals(batch.actor())
                        && change.seq() == seq
                        && (seq < batch.lastSeq()
                                || Identities.hash(change.hash()).equals(batch.lastHash()));
                if (!asNamed) {
                    yield Optional.of("it does not hold the changes that it names");
                }
                Optional<ChangeHash> missing = missingDependency(changes.document(), change);
                if (missing.isPresent()) {
                    yield Optional.of(
                            "it builds on change " + missing.get() + ", which the log does not have before it");
                }
                store(pos, changes.document(), change, tally);
                yield Optional.empty();
            }
        };
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
    }

    private Optional<ChangeHash> missingDependency(DocumentId document, ParsedChange change) {
        for (ChangeHash each : change.deps()) {
            InLog key = new InLog(document, each);
            if (!inLog.contains(key)) {
                if (!store.changes().isInLog(document, Identities.hash(each))) {
                    return Optional.of(each);
                }
                inLog.add(key);
            }
        }
        return Optional.empty();
    }

    private static void reject(LogRow row, Optional<DocumentId> document, String reason, Tally tally) {
        tally.unpackingRejected(new RejectedRow(row.pos(), row.author(), document, reason));
    }
}
