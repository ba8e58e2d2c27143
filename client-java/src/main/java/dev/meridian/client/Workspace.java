package dev.meridian.client;

import dev.meridian.client.local.Verifier;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.transport.Health;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.links.LinkIndex;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.text.Splice;
import dev.meridian.model.workspace.WorkspaceState;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.InviteLink;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * An open workspace of a home. Everything but {@link #sync}, {@link #invite} and {@link #watch} works without a network. An edit is on this
 * machine's disk, and in the outbox, when its call returns. Safe for all threads, virtual ones too; each call waits for its turn on the
 * workspace's own thread.
 */
public final class Workspace implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WorkspaceCore core;
    private final Editing editing;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    Workspace(WorkspaceCore core, Runnable onClose) {
        this.core = core;
        this.editing = new Editing(core);
        this.onClose = onClose;
    }

    WorkspaceCore core() {
        return core;
    }

    /** Its id. */
    public WorkspaceId id() {
        return core.id();
    }

    /** Where it is and what it is called. */
    public WorkspaceInfo info() {
        return core.thread()
                .call(() -> new WorkspaceInfo(
                        core.id(),
                        core.store().meta().text(Name.TITLE).orElse(""),
                        core.relay().uri(),
                        core.store().file()));
    }

    /** Whether the relay answers now that it is well. Blocks for at most about this long; changes nothing. */
    public boolean relayAnswers(Duration within) {
        RelayTrust trust = new RelayTrust(
                core.thread().call(() -> core.store().meta().bytes(Name.RELAY_KEY_HASH)),
                core.options().clock());
        return Health.answers(core.relay(), trust.context(), within);
    }

    /** The member whose device this home is; empty while its entry in the team document is not here. */
    public Optional<MemberId> me() {
        return read(View::team).memberOf(core.modelDevice()).map(Member::id);
    }

    /** Members, statuses, and the index of boards and documents. */
    public TeamHandle team() {
        return new TeamHandle(this);
    }

    /** Who has access: members, their devices, invites, keys. */
    public AccessHandle access() {
        return new AccessHandle(this);
    }

    /** Whether this device joined by an invite that asks for approval, and waits for it: it reads nothing until then. */
    public boolean isPending() {
        return core.thread().call(() -> core.standing().isPending());
    }

    /** Edits of this device that the log does not have, with how many changes each document waits with. */
    public List<UnsentEdits> unsentEdits() {
        return core.thread().call(() -> {
            Map<DocumentId, Long> waiting = new LinkedHashMap<>();
            Team team = core.documents().team().snapshot();
            core.store()
                    .changes()
                    .unloggedByDocument()
                    .forEach((id, changes) ->
                            waiting.merge(new DocumentId(Besides.about(team, id).hex()), changes, Long::sum));
            return waiting.entrySet().stream()
                    .map(entry -> new UnsentEdits(entry.getKey(), entry.getValue()))
                    .toList();
        });
    }

    /** The board or document beside which a document of comments lies; any other document itself. */
    public dev.meridian.sync.id.DocumentId about(dev.meridian.sync.id.DocumentId document) {
        return document.isComments() ? read(view -> Besides.about(view.team(), document)) : document;
    }

    /** Boards that are not in the trash, in their order. */
    public List<BoardEntry> boards() {
        return read(view -> view.team().boards().values().stream()
                .filter(entry -> !entry.meta().life().deleted()
                        || !entry.deleted(view.board(entry.id()).heads()))
                .sorted(Comparator.comparingDouble(BoardEntry::order)
                        .thenComparing(entry -> entry.id().hex()))
                .toList());
    }

    /** A board; it need not be here yet. */
    public BoardHandle board(BoardId id) {
        return new BoardHandle(this, id);
    }

    /** Makes a board after the others. */
    public BoardHandle createBoard(String title) {
        BoardId board = new BoardId(newId());
        apply(view -> {
            double last = view.team().boards().values().stream()
                    .mapToDouble(BoardEntry::order)
                    .max()
                    .orElse(0);
            return Plan.builder()
                    .board(board, new BoardIntent.Create())
                    .team(new TeamIntent.AddBoard(board, title, last + 1))
                    .build();
        });
        return board(board);
    }

    /** Documents that are not in the trash, by title. */
    public List<DocumentEntry> documents() {
        return read(view -> view.team().documents().values().stream()
                .filter(entry -> !entry.meta().life().deleted()
                        || !entry.deleted(view.document(entry.id()).heads()))
                .sorted(Comparator.comparing(DocumentEntry::title)
                        .thenComparing(entry -> entry.id().hex()))
                .toList());
    }

    /** A document; it need not be here yet. */
    public DocumentHandle document(DocumentId id) {
        return new DocumentHandle(this, id);
    }

    /** The decision that a document carries, or may. */
    public DecisionHandle decision(DocumentId document) {
        return new DecisionHandle(this, document);
    }

    /** Where all decisions stand that were opened, by the log that is kept here and this machine's clock. */
    public SortedMap<DocumentId, Decision> decisions() {
        return core.thread().call(() -> {
            SortedMap<DocumentId, Decision> all =
                    core.deciding().all(core.options().clock().instant());
            core.library().trim();
            return all;
        });
    }

    /** Makes a Markdown document. */
    public DocumentHandle createDocument(String title, String markdown) {
        DocumentId document = new DocumentId(newId());
        Plan.Builder plan = Plan.builder()
                .document(document, new DocumentIntent.Create())
                .team(new TeamIntent.AddDocument(document, title));
        if (!markdown.isEmpty()) {
            plan.document(document, new DocumentIntent.EditText(List.of(Splice.insert(0, markdown))));
        }
        apply(plan.build());
        return document(document);
    }

    /**
     * Carries out a plan in one local transaction over all its documents, or none of it.
     *
     * @throws dev.meridian.model.intent.IntentRefused if an intent cannot be carried out; nothing was written
     * @throws StoreException if the disk would not take it; nothing was written
     */
    public Edit apply(Plan plan) {
        return apply(view -> plan);
    }

    /**
     * As above, for a plan that depends on what is there: nobody else on this home writes between the planner's reading and its plan being carried
     * out. The planner runs on the workspace's thread and must not call the workspace.
     */
    public Edit apply(Function<View, Plan> planner) {
        return core.thread().call(() -> editing.edit(planner));
    }

    /**
     * Reads several documents, without an edit through this object in between. The reader runs on the workspace's thread and must not call the
     * workspace.
     */
    public <T> T read(Function<View, T> reader) {
        return core.thread().call(() -> editing.read(reader));
    }

    /** Every document that is here, for an export or a backup: opens all of them, one after the other. */
    public WorkspaceState state() {
        return core.thread().call(editing::state);
    }

    /** How it was, and what changed since. */
    public History history() {
        return new History(this);
    }

    /** Links between cards and documents by {@code [[title]]}, both ways: opens all of them, one after the other. */
    public LinkIndex links() {
        return LinkIndex.of(state());
    }

    List<Warning> checkBoard(BoardId board, List<BoardIntent> intents) {
        return core.thread()
                .call(() -> core.documents()
                        .board(dev.meridian.sync.id.DocumentId.parse(board.hex()))
                        .check(intents));
    }

    /** 32 random hex digits, for a new card, dependency, group, board or document. */
    public String newId() {
        return Ids.random(RANDOM);
    }

    /**
     * Makes an invite link. Needs the relay, because membership is what the log says.
     *
     * @param uses how many may join by it, at least 1
     * @param validFor counted from now, by this machine's clock; it ends by the relay's
     * @throws RelayException if the relay is not there, or refuses
     */
    public InviteLink invite(Role role, int uses, Duration validFor) {
        return invite(role, uses, validFor, false);
    }

    InviteLink invite(Role role, int uses, Duration validFor, boolean approval) {
        Invitation invitation =
                new Invitation(core, role, uses, core.options().clock().millis() + validFor.toMillis(), approval);
        MemberErrand errand = new MemberErrand(core.store(), core.standing(), core.device(), invitation);
        long pos = await(errand);
        return core.thread().call(() -> {
            LogRow row = core.store().log().at(pos).orElseThrow();
            return invitation.link(row.chain());
        });
    }

    /**
     * Connects, receives everything, sends everything, and waits until what was sent is seen in the log.
     *
     * @throws RelayException if the relay is not there, or nothing moves for the time that the options allow
     * @throws StoppedException if the log is not what it should be
     * @throws CancellationException if the calling thread is interrupted; what was stored until then stays
     */
    public SyncReport sync(SyncProgress.Listener progress) {
        long[] before = core.thread().call(() -> new long[] {
            core.syncing().bytesReceived(),
            core.syncing().bytesSent(),
            core.store().rejected().list().size()
        });
        SyncErrand.Counts counts = await(
                new SyncErrand(core.store(), progress, () -> core.tending().waitsForTick()));
        if (Joining.introduceApproved(this)) {
            SyncErrand.Counts unused = await(
                    new SyncErrand(core.store(), progress, () -> core.tending().waitsForTick()));
        }
        return core.thread().call(() -> {
            core.judgeAll(progress);
            List<RejectedEntry> rejected = Reports.rejected(core.store());
            return new SyncReport(
                    core.store().log().lastPos(),
                    counts.received(),
                    counts.sent(),
                    counts.changesSent(),
                    counts.restored(),
                    counts.refused(),
                    rejected.subList(Math.min(rejected.size(), (int) before[2]), rejected.size()),
                    core.syncing().bytesReceived() - before[0],
                    core.syncing().bytesSent() - before[1]);
        });
    }

    /**
     * Goes to the relay at another place from now on, if it is the workspace's: it has the key that is known, or shows an owner's record that names its
     * key. Otherwise everything stays as it is.
     *
     * @param to its key, where one is named, may vouch for its certificate
     * @throws RelayException of reason WRONG_RELAY if no owner has named that relay
     */
    public SyncReport follow(RelayPlace to, SyncProgress.Listener progress) {
        return new Relocation(this, progress).follow(to);
    }

    /** As above, telling nobody. */
    public SyncReport sync() {
        return sync(SyncProgress.Listener.NONE);
    }

    /** Waits for an errand that needs the relay. */
    <T> T await(Errand<T> errand) {
        core.thread().call(() -> {
            core.syncing().begin(errand);
            return true;
        });
        try {
            return errand.result().get();
        } catch (InterruptedException e) {
            core.thread().post(() -> errand.failed(new CancellationException("interrupted")));
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the relay");
        } catch (ExecutionException e) {
            throw OwnerThread.translated(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Stays connected until the result is closed; comes back by itself. Edits of other processes on this home are sent too. */
    public Watch watch() {
        core.thread().call(() -> {
            core.syncing().watch();
            return true;
        });
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (!ended.getAndSet(true)) {
                core.thread().post(() -> core.syncing().unwatch());
            }
        };
    }

    /**
     * What happens to this workspace from now on, in order. Subscribers are called on one thread of the workspace's own, named
     * {@code meridian-events-<id>}, which may call the workspace. A subscriber that is slower than what it asked for loses events, and is told
     * ({@link WorkspaceEvent.Missed}).
     */
    public Flow.Publisher<WorkspaceEvent> changes() {
        return core.events();
    }

    /** How it stands. Opens the boards, to count conflicts and cycles. */
    public WorkspaceStatus status() {
        return core.thread().call(() -> Reports.status(core));
    }

    /** How far the log has become small. */
    public Compaction compaction() {
        return core.thread()
                .call(() -> new Compaction(
                        core.store().log().lastPos(),
                        core.store().snapshots().pruned(),
                        core.store().snapshots().checked(),
                        core.store().snapshots().unattested().size()));
    }

    /** The heads, under the relay's signature, that prove why synchronising has stopped: two for a fork. None where it has not, or needs no proof. */
    public List<SignedHead> evidence() {
        return core.thread()
                .call(() -> core.store()
                        .meta()
                        .bytes(Name.EVIDENCE)
                        .map(Reports::evidence)
                        .orElse(List.of()));
    }

    /**
     * Checks everything that is kept here: computes the chain again, verifies every signature, folds the membership, opens every envelope, and compares
     * the documents in memory with ones rebuilt from the log of changes. Takes some seconds for 10,000 entries.
     */
    public Verification verify() {
        return core.thread().call(() -> {
            Verifier.Findings found = new Verifier(core.store(), core.standing(), core.library(), core.keys()).verify();
            return new Verification(
                    found.entries(),
                    found.envelopes(),
                    found.documents(),
                    found.changes(),
                    found.unsent(),
                    found.problems());
        });
    }

    /** Releases the file, the documents and the thread. What is not sent stays in the outbox. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            onClose.run();
            core.thread().close(core::close);
        }
    }
}
