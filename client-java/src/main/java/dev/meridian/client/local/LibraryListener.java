package dev.meridian.client.local;

import dev.meridian.client.store.RejectedRow;
import dev.meridian.model.event.Event;
import dev.meridian.sync.id.DocumentId;
import java.util.List;

/** Is told, on the workspace's thread, what the documents of a {@link Library} took in, when that is on the disk. */
public interface LibraryListener {

    /** From another process on this home. */
    void replayed(DocumentId document, List<Event> events);

    /** From the log. */
    void received(DocumentId document, List<Event> events);

    /** A change that the document's gate refused. */
    void rejected(RejectedRow row);
}
