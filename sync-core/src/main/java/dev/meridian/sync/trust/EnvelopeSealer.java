package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;

/** Seals what one device writes in one workspace. Immutable, safe for every thread whose {@link Entropy} is. */
public final class EnvelopeSealer {
    /** A sealer for a device and the current epoch's key. */
    public EnvelopeSealer(WorkspaceId workspace, DeviceKeys author, EpochKey key) {
        Pending.body();
    }

    /**
     * Seals changes. Never call it twice for what was already sent: the change id would be the same, the bytes not.
     *
     * @param seen the last head the author had verified; the default instance where there was none
     * @throws IllegalArgumentException if the actor is not of this device
     */
    public SealedEnvelope changes(DocumentId document, ChangeBatch batch, HeadRef seen, Entropy entropy) {
        return Pending.body();
    }

    /** Seals who is here, cursors, drags: passed on, never stored, without a change id. */
    public SealedEnvelope presence(DocumentId document, ByteString plaintext, HeadRef seen, Entropy entropy) {
        return Pending.body();
    }
}
