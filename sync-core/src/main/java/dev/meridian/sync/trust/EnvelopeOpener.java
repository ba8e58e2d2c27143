package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Collection;

/** Opens envelopes of one workspace. Immutable and safe for every thread. */
public final class EnvelopeOpener {
    /** An opener with the epoch keys at hand. */
    public EnvelopeOpener(WorkspaceId workspace, Collection<EpochKey> keys) {
        Pending.body();
    }

    /** Verifies everything and opens: signature, device, hash, seal, change id. */
    public Opening open(ByteString item, Membership members) {
        return Pending.body();
    }

    /** As {@link #open}, for an item whose author's signature was already verified, as entries of a verified log are. */
    public Opening openVerified(ByteString item) {
        return Pending.body();
    }
}
