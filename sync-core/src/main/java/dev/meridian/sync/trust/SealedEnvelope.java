package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Core;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;

/**
 * An envelope as bytes, read as far as anybody can without a key. Reading it proves nothing: call {@link #isSignedBy} and
 * {@link #hashMatches}.
 */
public final class SealedEnvelope {
    private SealedEnvelope() {}

    /** What came of reading. */
    public sealed interface Reading {}

    /** Well formed: lengths, kind, device named twice the same. Nothing is verified yet. */
    public record Read(SealedEnvelope envelope) implements Reading {}

    /** Not an envelope of this version; the reason is for a person. */
    public record Unreadable(String reason) implements Reading {}

    /** Reads a serialised {@code Envelope}. */
    public static Reading read(ByteString item) {
        return Pending.body();
    }

    /** Whether this key, which must be of {@link #device()}, signed the header exactly as received. */
    public boolean isSignedBy(VerifyKey author) {
        return Pending.body();
    }

    /** Whether the ciphertext is the one that the header names. */
    public boolean hashMatches() {
        return Pending.body();
    }

    /** Who says to have written it. */
    public DeviceId device() {
        return Pending.body();
    }

    /** Its change id: what a relay deduplicates by. For presence, 32 zero bytes. */
    public ItemId itemId() {
        return Pending.body();
    }

    /** The workspace it is for. */
    public WorkspaceId workspace() {
        return Pending.body();
    }

    /** The document it is of. */
    public DocumentId document() {
        return Pending.body();
    }

    /** The rest of what is readable: epoch, kind, seen. */
    public Core core() {
        return Pending.body();
    }

    /** The serialised envelope. */
    public ByteString bytes() {
        return Pending.body();
    }
}
