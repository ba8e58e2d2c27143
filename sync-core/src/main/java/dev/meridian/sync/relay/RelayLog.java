package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The durable logs of all workspaces: the port of the relay to its disk. Every method may block and may be called from any
 * thread; appends come from one thread. Implementations pass {@code RelayLogContract}.
 */
public interface RelayLog extends AutoCloseable {
    /** The stored state of a workspace, or empty if nothing of it is stored. */
    Optional<LogState> recover(WorkspaceId workspace) throws StoreFault;

    /**
     * Appends to one or more workspaces as one group: on return everything is durable (synced to disk); on a fault nothing
     * of it is visible. Batches of one workspace may follow each other in one group. A reader sees a record only when it is
     * durable.
     *
     * @throws StoreFault also if a batch does not begin where its log ends, by position and chain (then not retryable)
     */
    void append(List<AppendBatch> batches) throws StoreFault;

    /**
     * Records after a position, in order: as many as fit into {@code bytesMax} bytes of entries and items, but at least one
     * if there is one.
     */
    List<LogRecord> read(WorkspaceId workspace, long afterPos, int bytesMax) throws StoreFault;

    /** The position at which an item is stored. */
    OptionalLong find(WorkspaceId workspace, DedupeKey item) throws StoreFault;

    /** The chain after a position: {@link dev.meridian.sync.log.Chain#ZERO} at 0, empty beyond the end. */
    Optional<ByteString> chainAt(WorkspaceId workspace, long pos) throws StoreFault;

    /**
     * Drops the bodies that an order is about; all else of their entries stays. On return it is durable, and the order is forgotten. May
     * be asked again for what is done already; while it goes on a reader sees each body or does not.
     *
     * @return how many bytes were dropped now
     * @throws StoreFault where it is not done, or only in part: the order is still there
     */
    long prune(PruneOrder order) throws StoreFault;

    /** How many workspaces are stored. */
    long workspaces() throws StoreFault;

    /** Closes the store; what was appended is there when it is opened again. */
    @Override
    void close() throws StoreFault;
}
