package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.store.ChangeState;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.StoredChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.CorruptLogException;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.CommentsDocument;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks everything in a store again, from the bytes up (STORE-12). Changes nothing. Owned by the workspace's thread. */
public final class Verifier {
    private static final int PROBLEMS_MAX = 100;

    private final WorkspaceStore store;
    private final Standing standing;
    private final Library library;
    private final DeviceKeys keys;
    private final List<String> problems = new ArrayList<>();
    private Membership members;
    private ByteString chain = Chain.ZERO;
    private long pos;
    private long relayMillis;
    private long envelopes;
    private long changes;

    /**
     * What was found.
     *
     * @param problems one sentence each; at most {@value #PROBLEMS_MAX}
     */
    public record Findings(
            long entries, long envelopes, int documents, long changes, long unsent, List<String> problems) {
        /** Copies the list. */
        public Findings {
            problems = List.copyOf(problems);
        }
    }

    /** A verifier for one use. */
    public Verifier(WorkspaceStore store, Standing standing, Library library, DeviceKeys keys) {
        this.store = store;
        this.standing = standing;
        this.library = library;
        this.keys = keys;
        this.members = Membership.none(standing.logged().workspace());
    }

    /** Checks all. */
    public Findings verify() {
        store.integrityProblems().forEach(each -> problem("SQLite says: " + each));
        store.log().each(this::entry);
        openEnvelopes();
        List<DocumentId> documents = store.changes().documents();
        documents.forEach(this::document);
        return new Findings(
                pos, envelopes, documents.size(), changes, store.changes().unlogged(), problems);
    }

    private void problem(String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(sentence);
        }
    }

    private void entry(LogRow row) {
        Optional<LogEntry> parsed = LogEntry.parse(row.entry());
        if (row.pos() != pos + 1 || parsed.isEmpty() || parsed.get().pos() != row.pos()) {
            problem("The log is broken after position " + pos + ".");
        }
        pos = row.pos();
        chain = Chain.next(chain, row.entry());
        if (!chain.equals(row.chain())) {
            problem("The chain at position " + pos + " is not that of the entries.");
            chain = row.chain();
        }
        parsed.ifPresent(entry -> entry(row, entry));
        if (!row.head().isEmpty() && !headHolds(row)) {
            problem("The relay's head at position " + pos + " does not hold.");
        }
    }

    private void entry(LogRow row, LogEntry entry) {
        if (entry.relayMillis() < relayMillis) {
            problem("Time goes back at position " + pos + ".");
        }
        relayMillis = entry.relayMillis();
        if (row.isPruned()) {
            boolean held = entry.document()
                    .filter(document ->
                            !store.snapshots().covering(document, pos).isEmpty())
                    .isPresent();
            if (!held) {
                problem("The item at position " + pos + " is gone, and no checked snapshot holds it.");
            }
            return;
        }
        if (!entry.isOf(row.item())) {
            problem("The item at position " + pos + " is not the one recorded.");
        }
        boolean holds = switch (row.kind()) {
            case ENTRY_KIND_MEMBER -> member(row, entry);
            case ENTRY_KIND_ENVELOPE -> SealedEnvelope.verify(row.item(), members) instanceof SealedEnvelope.Verified;
            case ENTRY_KIND_TICK, ENTRY_KIND_UNSPECIFIED, UNRECOGNIZED -> true;
        };
        if (!holds && !row.rejected()) {
            problem("The item at position " + pos + " has no authority, and was applied.");
        }
    }

    private boolean member(LogRow row, LogEntry entry) {
        if (members.apply(row.item(), entry.relayMillis()) instanceof Membership.Accepted accepted) {
            members = accepted.next();
            return true;
        }
        return false;
    }

    private boolean headHolds(LogRow row) {
        try {
            SignedHead signed = SignedHead.parseFrom(row.head());
            Optional<LogHead> head = SignedHeads.verify(signed, members, row.item())
                    .or(() -> standing.heir().flatMap(key -> SignedHeads.verify(signed, key, members.workspace())));
            return head.isPresent()
                    && head.get().pos() == row.pos()
                    && head.get().chain().equals(row.chain());
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private void openEnvelopes() {
        Optional<EnvelopeOpener> opener = standing.opener();
        if (opener.isEmpty()) {
            if (pos > 0) {
                problem("Device " + keys.id() + " has no key of this workspace.");
            }
            return;
        }
        java.util.Set<Long> rejected = new java.util.HashSet<>();
        store.rejected().list().forEach(row -> rejected.add(row.pos()));
        store.log().each(row -> {
            if (row.kind() == dev.meridian.proto.v1.EntryKind.ENTRY_KIND_ENVELOPE
                    && !row.rejected()
                    && !row.isPruned()) {
                envelopes++;
                Opening opening = opener.get().openVerified(row.item());
                if (!rejected.contains(row.pos())) {
                    opened(row.pos(), opening);
                }
            }
        });
    }

    private void opened(long at, Opening opening) {
        switch (opening) {
            case Opening.Changes changed -> {
                boolean here = store.changes()
                        .isInLog(changed.document(), changed.batch().lastHash());
                if (!here) {
                    problem("The changes at position " + at + " are missing in document " + changed.document() + ".");
                }
            }
            case Opening.Stated stated -> {
                boolean here = store.statements().logged(stated.document()).stream()
                        .anyMatch(row -> row.pos() == at && row.item().equals(stated.item()));
                if (!here) {
                    problem("The statement at position " + at + " is missing.");
                }
            }
            case Opening.UnknownKind unknown -> {}
            case Opening.Snapshotted snapshot -> {}
            case Opening.Attested attested -> {}
            case Opening.Presence presence -> problem("There is presence at position " + at + ".");
            case Opening.Unreadable unreadable -> problem("The envelope at position " + at + " does not open.");
            case Opening.Rejected bad -> problem("The envelope at position " + at + ": " + bad.reason() + ".");
        }
    }

    private void document(DocumentId id) {
        try {
            PlanDocument<?, ?> live = library.slot(id).plan;
            List<byte[]> chunks = store.changes().after(id, 0).stream()
                    .filter(row -> row.state() == ChangeState.ACCEPTED)
                    .map(StoredChange::chunk)
                    .toList();
            changes += chunks.size();
            try (Replica rebuilt = Replica.open(Identities.actor(library.actor()), chunks)) {
                if (live != null && !same(live, rebuilt)) {
                    problem("Document " + id + " in memory differs from what its changes make.");
                }
            }
        } catch (StoreFault | CorruptLogException e) {
            problem("Document " + id + " cannot be rebuilt from its changes: " + e.getMessage());
        }
        library.trim();
    }

    private static boolean same(PlanDocument<?, ?> live, Replica rebuilt) {
        PlanDocument<?, ?> again = switch (live) {
            case TeamDocument team -> TeamDocument.open(rebuilt);
            case BoardDocument board -> BoardDocument.open(rebuilt);
            case TextDocument text -> TextDocument.open(rebuilt);
            case CommentsDocument comments -> CommentsDocument.open(rebuilt);
            default -> throw new IllegalStateException("no such document: " + live.getClass());
        };
        return live.heads().equals(again.heads())
                && live.snapshot().equals(again.snapshot())
                && said(live).equals(said(again));
    }

    private static Discussion said(PlanDocument<?, ?> document) {
        return document instanceof CommentsDocument comments
                ? comments.beside(Discussion.NONE, Optional.empty())
                : Discussion.NONE;
    }
}
