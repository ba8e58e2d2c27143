package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Pending;

/** The secret that a workspace's members share during one epoch. Its string form shows nothing of it. */
public final class EpochKey {
    /** In bytes. */
    public static final int LENGTH = 32;

    private EpochKey() {}

    /** A new key. */
    public static EpochKey generate(int epoch, Entropy entropy) {
        return Pending.body();
    }

    /** The key of these {@value #LENGTH} bytes. */
    public static EpochKey of(int epoch, ByteString secret) {
        return Pending.body();
    }

    /** Which epoch it is the key of; 0 is the first. */
    public int epoch() {
        return Pending.body();
    }

    /** What a record publishes so that two keys of one epoch are told apart: 32 bytes that say nothing of the key. */
    public ByteString commit() {
        return Pending.body();
    }

    /** The id under which changes up to this one, of this actor, are deduplicated. */
    public ItemId changeId(ActorId actor, long lastSeq, ByteString lastHash) {
        return Pending.body();
    }

    /**
     * Seals this key to a recipient.
     *
     * @param context the workspace's genesis nonce
     */
    public Wrap wrapTo(PublicKeys recipient, ByteString context, Entropy entropy) {
        return Pending.body();
    }
}
