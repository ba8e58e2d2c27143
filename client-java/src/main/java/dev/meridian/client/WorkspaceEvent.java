package dev.meridian.client;

import dev.meridian.model.event.Event;
import dev.meridian.sync.id.DocumentId;
import java.util.List;

/** Something that happened to an open workspace. */
public sealed interface WorkspaceEvent {

    /** Where changes came from. */
    enum Origin {
        /** Edited through this object. */
        HERE,
        /** Edited by another process on the same home. */
        OTHER_PROCESS,
        /** Received from the log. */
        LOG
    }

    /**
     * A document changed. Without events where it was not open: read it. {@link DocumentId#TEAM} is the team document; the others are boards or documents by the same id.
     */
    record Changed(DocumentId document, Origin origin, List<Event> events) implements WorkspaceEvent {
        public Changed {
            events = List.copyOf(events);
        }
    }

    /** An entry of the log was not applied. */
    record Rejected(RejectedEntry entry) implements WorkspaceEvent {}

    /** An own item was refused by the relay. */
    record Refused(SyncReport.RefusedItem item) implements WorkspaceEvent {}

    /** The connection, the position or the outbox changed. */
    record Progressed(WorkspaceStatus.Connection connection, long position, long outboxChanges)
            implements WorkspaceEvent {}

    /** The subscriber was too slow, so this many events were dropped before this one: read the snapshots again. */
    record Missed(long events) implements WorkspaceEvent {}
}
