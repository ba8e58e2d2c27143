package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Wrap;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The secret that a workspace's members share during one epoch. Its string form shows nothing of it. Immutable. */
public final class EpochKey {
    /** In bytes. */
    public static final int LENGTH = 32;

    /** Length of a wrap's ciphertext in bytes: the key and a tag. */
    static final int WRAP_CT_LENGTH = LENGTH + AesGcm.TAG_LENGTH;

    /** Length of a sealed key in bytes. */
    static final int SEALED_LENGTH = LENGTH + AesGcm.TAG_LENGTH;

    private static final ByteString ENVELOPE = ByteString.copyFromUtf8("meridian/1/env");
    private static final ByteString WRAP = ByteString.copyFromUtf8("meridian/1/wrap");

    /** What the keys derived from it are for. */
    enum Label {
        CONTENT("content"),
        ID("id"),
        /** For what is sealed about the workspace rather than in it; nothing uses it yet. */
        META("meta"),
        COMMIT("commit"),
        /** Seals the key of the epoch before, once. */
        PREVIOUS("prev");

        private final ByteString info;

        Label(String name) {
            this.info = ByteString.copyFromUtf8("meridian/1/" + name);
        }
    }

    private final int epoch;
    private final ByteString secret;
    private final ByteString contentKey;
    private final ByteString idKey;
    private final ByteString commit;

    private EpochKey(int epoch, ByteString secret) {
        this.epoch = epoch;
        this.secret = secret;
        this.contentKey = derive(Label.CONTENT);
        this.idKey = derive(Label.ID);
        this.commit = derive(Label.COMMIT);
    }

    /** A new key. */
    public static EpochKey generate(int epoch, Entropy entropy) {
        return of(epoch, entropy.bytes(LENGTH));
    }

    /** The key of these {@value #LENGTH} bytes. */
    public static EpochKey of(int epoch, ByteString secret) {
        if (epoch < 0 || secret.size() != LENGTH) {
            throw new IllegalArgumentException("no key of %d bytes for epoch %d".formatted(secret.size(), epoch));
        }
        return new EpochKey(epoch, secret);
    }

    /** Which epoch it is the key of; 0 is the first. */
    public int epoch() {
        return epoch;
    }

    /** What a record publishes so that two keys of one epoch are told apart: 32 bytes that say nothing of the key. */
    public ByteString commit() {
        return commit;
    }

    /**
     * The id under which changes up to this one are deduplicated: the same for whoever pushes them, and nothing that a relay
     * could compute from the changes. Of a document: the first change of one may be that of another, byte for byte.
     */
    public ItemId changeId(DocumentId document, ActorId actor, long lastSeq, ByteString lastHash) {
        ByteBuffer message = ByteBuffer.allocate(DocumentId.LENGTH + ActorId.LENGTH + Long.BYTES + lastHash.size())
                .put(document.bytes().asReadOnlyByteBuffer())
                .put(actor.bytes().asReadOnlyByteBuffer())
                .putLong(lastSeq)
                .put(lastHash.asReadOnlyByteBuffer());
        return new ItemId(Hkdf.hmac(idKey, ByteString.copyFrom(message.flip())));
    }

    /** The id of a device's statement: 32 bytes, of which a relay learns nothing. */
    public ItemId statementId(DeviceId author, ByteString id) {
        return new ItemId(Hkdf.hmac(idKey, author.bytes().concat(id)));
    }

    /** The id of a snapshot: 32 bytes, of which a relay learns nothing. */
    ItemId snapshotId(DocumentId document, SnapshotContent content) {
        ByteBuffer message = ByteBuffer.allocate(DocumentId.LENGTH + Long.BYTES + Sha256.LENGTH)
                .put(document.bytes().asReadOnlyByteBuffer())
                .putLong(content.uptoPos())
                .put(Sha256.of(content.changes()).asReadOnlyByteBuffer());
        return new ItemId(Hkdf.hmac(idKey, ByteString.copyFrom(message.flip())));
    }

    /** The id of a device's attestation of a snapshot. */
    ItemId attestationId(DeviceId author, ByteString snapshotSha256) {
        return new ItemId(Hkdf.hmac(idKey, author.bytes().concat(snapshotSha256)));
    }

    /**
     * Seals this key to a recipient.
     *
     * @param context the workspace's genesis nonce
     */
    public Wrap wrapTo(PublicKeys recipient, ByteString context, Entropy entropy) {
        Hpke.Sealed sealed = Hpke.seal(
                recipient.wrapping(),
                wrapInfo(epoch, recipient.id(), context),
                secret,
                entropy.bytes(DeviceKeys.SEED_LENGTH));
        return Wrap.newBuilder()
                .setRecipient(recipient.id().bytes())
                .setEnc(sealed.enc())
                .setCt(sealed.ct())
                .build();
    }

    static ByteString wrapInfo(int epoch, DeviceId recipient, ByteString context) {
        return WRAP.concat(number(epoch)).concat(recipient.bytes()).concat(context);
    }

    private static ByteString number(int epoch) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(Integer.BYTES).putInt(epoch).flip());
    }

    /**
     * The key of the epoch before, sealed under this one, so that whoever gets this one reads what was written before. Once:
     * the key that seals is derived from this one alone.
     *
     * @param context the workspace's genesis nonce
     */
    ByteString sealPrevious(EpochKey previous, ByteString context) {
        return AesGcm.seal(
                derive(Label.PREVIOUS), previous.secret, number(epoch).concat(context));
    }

    /** The key of the epoch before, or empty if this is not its seal. */
    Optional<EpochKey> openPrevious(ByteString sealed, ByteString context) {
        return AesGcm.open(derive(Label.PREVIOUS), sealed, number(epoch).concat(context))
                .filter(plain -> plain.size() == LENGTH)
                .map(plain -> of(epoch - 1, plain));
    }

    /** The key of the one envelope with this core and salt. */
    ByteString envelopeKey(ByteString core, ByteString salt) {
        return Hkdf.key(contentKey, salt, ENVELOPE.concat(Sha256.of(core)));
    }

    ByteString derive(Label label) {
        return Hkdf.key(secret, ByteString.EMPTY, label.info);
    }

    /** The epoch, nothing of the key. */
    @Override
    public String toString() {
        return "EpochKey[" + epoch + "]";
    }
}
