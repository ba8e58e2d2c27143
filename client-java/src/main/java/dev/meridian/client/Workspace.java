package dev.meridian.client;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.InviteLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * An open workspace of a home. Everything but {@link #sync}, {@link #invite} and {@link #watch} works without a network. An edit is on this
 * machine's disk, and in the outbox, when its call returns. Safe for all threads, virtual ones too; each call waits for its turn on the
 * workspace's own thread.
 */
public final class Workspace implements AutoCloseable {
    private Workspace() {}

    /** Its id. */
    public WorkspaceId id() {
        return Unwritten.body();
    }

    /** Where it is and what it is called. */
    public WorkspaceInfo info() {
        return Unwritten.body();
    }

    /** The member whose device this home is; empty while its entry in the team document is not here. */
    public Optional<MemberId> me() {
        return Unwritten.body();
    }

    /** Members, statuses, and the index of boards and documents. */
    public TeamHandle team() {
        return Unwritten.body();
    }

    /** Boards that are not in the trash, in their order. */
    public List<BoardEntry> boards() {
        return Unwritten.body();
    }

    /** A board; it need not be here yet. */
    public BoardHandle board(BoardId id) {
        return Unwritten.body();
    }

    /** Makes a board after the others. */
    public BoardHandle createBoard(String title) {
        return Unwritten.body();
    }

    /** Documents that are not in the trash, by title. */
    public List<DocumentEntry> documents() {
        return Unwritten.body();
    }

    /** A document; it need not be here yet. */
    public DocumentHandle document(DocumentId id) {
        return Unwritten.body();
    }

    /** Makes a Markdown document. */
    public DocumentHandle createDocument(String title, String markdown) {
        return Unwritten.body();
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
        return Unwritten.body();
    }

    /** Reads several documents as of one moment. The reader runs on the workspace's thread and must not call the workspace. */
    public <T> T read(Function<View, T> reader) {
        return Unwritten.body();
    }

    /**
     * Makes an invite link. Needs the relay, because membership is what the log says.
     *
     * @param uses how many may join by it, at least 1
     * @param validFor counted from now, by this machine's clock; it ends by the relay's
     * @throws RelayException if the relay is not there, or refuses
     */
    public InviteLink invite(Role role, int uses, Duration validFor) {
        return Unwritten.body();
    }

    /**
     * Connects, receives everything, sends everything, and waits until what was sent is seen in the log.
     *
     * @throws RelayException if the relay is not there, or nothing moves for the time that the options allow
     * @throws StoppedException if the log is not what it should be
     */
    public SyncReport sync(SyncProgress.Listener progress) {
        return Unwritten.body();
    }

    /** As above, telling nobody. */
    public SyncReport sync() {
        return sync(SyncProgress.Listener.NONE);
    }

    /** Stays connected until the result is closed; comes back by itself. Edits of other processes on this home are sent too. */
    public Watch watch() {
        return Unwritten.body();
    }

    /**
     * What happens to this workspace from now on, in order. Subscribers are called on one thread of the workspace's own, named
     * {@code meridian-events-<id>}, which may call the workspace. A subscriber that is slower than what it asked for loses events, and is told
     * ({@link WorkspaceEvent.Missed}).
     */
    public Flow.Publisher<WorkspaceEvent> changes() {
        return Unwritten.body();
    }

    /** How it stands. Opens the boards, to count conflicts and cycles. */
    public WorkspaceStatus status() {
        return Unwritten.body();
    }

    /**
     * Checks everything that is kept here: computes the chain again, verifies every signature, folds the membership, opens every envelope, and compares
     * the documents in memory with ones rebuilt from the log of changes. Takes some seconds for 10,000 entries.
     */
    public Verification verify() {
        return Unwritten.body();
    }

    /** Releases the file, the documents and the thread. What is not sent stays in the outbox. */
    @Override
    public void close() {}
}
