package dev.meridian.simulation;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.sync.id.DocumentId;

/** A change on a client's disk. Owned by its {@link ClientDisk}. */
final class Row {
    /** What is known of it. */
    enum State {
        /** Written here. */
        LOCAL,
        /** Came by the log, and was not judged by its document yet. */
        RECEIVED,
        ACCEPTED,
        REFUSED
    }

    final DocumentId document;
    final ParsedChange change;
    /** Who signed the envelope it came in. */
    final DeviceId signer;

    State state;

    Row(DocumentId document, ParsedChange change, DeviceId signer, State state) {
        this.document = document;
        this.change = change;
        this.signer = signer;
        this.state = state;
    }

    Named name() {
        return new Named(document, change.hash());
    }
}
