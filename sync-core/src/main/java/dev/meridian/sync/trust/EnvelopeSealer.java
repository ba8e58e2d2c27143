package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Attestation;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Statement;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;

/** Seals what one device writes in one workspace. Immutable, safe for every thread whose {@link Entropy} is. */
public final class EnvelopeSealer {
    private static final int SALT_LENGTH = 32;
    private static final ByteString NO_CHANGE_ID = ByteString.copyFrom(new byte[ItemId.LENGTH]);

    private final WorkspaceId workspace;
    private final DeviceKeys author;
    private final EpochKey key;

    /** A sealer for a device and the current epoch's key. */
    public EnvelopeSealer(WorkspaceId workspace, DeviceKeys author, EpochKey key) {
        this.workspace = workspace;
        this.author = author;
        this.key = key;
    }

    /**
     * Seals changes. Never call it twice for what may have been sent: the change id would be the same, the bytes not.
     *
     * @param seen the last head the author had verified; the default instance where there was none
     * @throws IllegalArgumentException if the actor is not of this device
     */
    public SealedEnvelope changes(DocumentId document, ChangeBatch batch, HeadRef seen, Entropy entropy) {
        if (!batch.actor().device().equals(author.id())) {
            throw new IllegalArgumentException(
                    "device %s seals nothing of actor %s".formatted(author.id(), batch.actor()));
        }
        ItemId changeId = key.changeId(document, batch.actor(), batch.lastSeq(), batch.lastHash());
        Core core = core(EnvelopeKind.ENVELOPE_KIND_CHANGES, document, changeId.bytes(), seen, entropy);
        Changes changes = Changes.newBuilder()
                .setActor(batch.actor().bytes())
                .setFirstSeq(batch.firstSeq())
                .setLastSeq(batch.lastSeq())
                .setLastHash(batch.lastHash())
                .setChunks(batch.chunks())
                .build();
        return SealedEnvelope.seal(core, Padding.pad(changes).toByteString(), key, author.signing());
    }

    /**
     * Seals a statement about the document that it names. Never call it twice for what may have been sent.
     *
     * @param seen the last head that the author knew when it was made
     */
    public SealedEnvelope statement(Statement statement, HeadRef seen, Entropy entropy) {
        ItemId changeId = key.statementId(author.id(), statement.getId());
        DocumentId document = new DocumentId(statement.getDecision());
        Core core = core(EnvelopeKind.ENVELOPE_KIND_STATEMENT, document, changeId.bytes(), seen, entropy);
        return SealedEnvelope.seal(core, Padding.pad(statement).toByteString(), key, author.signing());
    }

    /** Seals who is here, cursors, drags: passed on, never stored, without a change id. */
    public SealedEnvelope presence(DocumentId document, ByteString plaintext, HeadRef seen, Entropy entropy) {
        Core core = core(EnvelopeKind.ENVELOPE_KIND_PRESENCE, document, NO_CHANGE_ID, seen, entropy);
        return SealedEnvelope.seal(core, plaintext, key, author.signing());
    }

    /**
     * Seals a snapshot. Never call it twice for what may have been sent.
     *
     * @param upto the place in the log where it ends, at {@code content.uptoPos()}
     * @throws IllegalArgumentException if the two are not the same
     */
    public SealedEnvelope snapshot(DocumentId document, SnapshotContent content, HeadRef upto, Entropy entropy) {
        if (upto.getPos() != content.uptoPos()) {
            throw new IllegalArgumentException(
                    "a snapshot up to %d does not end at %d".formatted(content.uptoPos(), upto.getPos()));
        }
        ItemId id = key.snapshotId(document, content);
        Core core = core(EnvelopeKind.ENVELOPE_KIND_SNAPSHOT, document, id.bytes(), upto, entropy).toBuilder()
                .setAfterPos(content.afterPos())
                .build();
        return SealedEnvelope.seal(core, content.message().toByteString(), key, author.signing());
    }

    /**
     * Seals this device's word that it has compared a snapshot with the originals. Never call it twice for what may have been sent.
     *
     * @param seen the last head that the author knew
     */
    public SealedEnvelope attestation(DocumentId document, SnapshotMark snapshot, HeadRef seen, Entropy entropy) {
        ItemId id = key.attestationId(author.id(), snapshot.itemSha256());
        Core core = core(EnvelopeKind.ENVELOPE_KIND_ATTESTATION, document, id.bytes(), seen, entropy).toBuilder()
                .setSnapshot(snapshot.ref())
                .build();
        ByteString plaintext = Attestation.newBuilder()
                .setItemSha256(snapshot.itemSha256())
                .build()
                .toByteString();
        return SealedEnvelope.seal(core, plaintext, key, author.signing());
    }

    private Core core(EnvelopeKind kind, DocumentId document, ByteString changeId, HeadRef seen, Entropy entropy) {
        return Core.newBuilder()
                .setWs(workspace.bytes())
                .setDoc(document.bytes())
                .setEpoch(key.epoch())
                .setDevice(author.id().bytes())
                .setKind(kind)
                .setChangeId(changeId)
                .setSalt(entropy.bytes(SALT_LENGTH))
                .setSeen(seen)
                .build();
    }
}
