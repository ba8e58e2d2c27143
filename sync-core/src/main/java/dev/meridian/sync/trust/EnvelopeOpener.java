package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Attestation;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.Frontier;
import dev.meridian.proto.v1.Header;
import dev.meridian.proto.v1.Signed;
import dev.meridian.proto.v1.Snapshot;
import dev.meridian.proto.v1.Statement;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens envelopes of one workspace. Immutable and safe for every thread. */
public final class EnvelopeOpener {
    private static final int STATEMENT_ID_LENGTH = 16;

    private final WorkspaceId workspace;
    private final Map<Integer, EpochKey> keys;

    /** An opener with the epoch keys at hand, one an epoch. */
    public EnvelopeOpener(WorkspaceId workspace, Collection<EpochKey> keys) {
        this.workspace = workspace;
        this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(EpochKey::epoch, Function.identity()));
    }

    /** Verifies everything, authority at the members' position included, and opens. */
    public Opening open(ByteString item, Membership members) {
        return switch (SealedEnvelope.verify(item, members)) {
            case SealedEnvelope.Verified verified -> opened(verified.envelope());
            case SealedEnvelope.Unreadable unreadable -> new Opening.Unreadable(unreadable.reason());
            case SealedEnvelope.Rejected rejected ->
                new Opening.Rejected(rejected.author(), rejected.fault(), rejected.reason());
        };
    }

    /**
     * As {@link #open}, for an item whose signature and authority were verified before, as those of a verified log are.
     */
    public Opening openVerified(ByteString item) {
        return switch (SealedEnvelope.read(item)) {
            case SealedEnvelope.Read read -> opened(read.envelope());
            case SealedEnvelope.Unreadable unreadable -> new Opening.Unreadable(unreadable.reason());
        };
    }

    private Opening opened(SealedEnvelope envelope) {
        if (!envelope.workspace().equals(workspace)) {
            return rejected(envelope, Opening.Fault.WRONG_WORKSPACE, "it is of another workspace");
        }
        if (!envelope.hashMatches()) {
            return rejected(envelope, Opening.Fault.HASH_MISMATCH, "its ciphertext is not the one that was signed");
        }
        int epoch = envelope.core().getEpoch();
        Optional<EpochKey> key = Optional.ofNullable(keys.get(epoch));
        if (key.isEmpty()) {
            return rejected(envelope, Opening.Fault.UNKNOWN_EPOCH, "the key of epoch " + epoch + " is not here");
        }
        return envelope.plaintext(key.get())
                .map(plaintext -> read(envelope, key.get(), plaintext))
                .orElseGet(() -> rejected(
                        envelope, Opening.Fault.NOT_SEALED_BY_EPOCH_KEY, "its ciphertext does not open with the key"));
    }

    private static Opening read(SealedEnvelope envelope, EpochKey key, ByteString plaintext) {
        return switch (envelope.core().getKind()) {
            case ENVELOPE_KIND_CHANGES -> readChanges(envelope, key, plaintext);
            case ENVELOPE_KIND_PRESENCE -> new Opening.Presence(envelope.device(), envelope.document(), plaintext);
            case ENVELOPE_KIND_STATEMENT -> readStatement(envelope, key, plaintext);
            case ENVELOPE_KIND_SNAPSHOT -> readSnapshot(envelope, key, plaintext);
            case ENVELOPE_KIND_ATTESTATION -> readAttestation(envelope, key, plaintext);
            case ENVELOPE_KIND_UNSPECIFIED, UNRECOGNIZED -> unknown(envelope);
        };
    }

    private static Opening unknown(SealedEnvelope envelope) {
        return new Opening.UnknownKind(
                envelope.device(), envelope.document(), envelope.core().getKindValue());
    }

    private static Opening readStatement(SealedEnvelope envelope, EpochKey key, ByteString plaintext) {
        Statement statement;
        try {
            statement = Statement.parseFrom(plaintext);
        } catch (InvalidProtocolBufferException e) {
            return rejected(envelope, Opening.Fault.MALFORMED, "its statement is not well formed");
        }
        boolean fits = statement.getId().size() == STATEMENT_ID_LENGTH
                && statement.getDecision().equals(envelope.document().bytes())
                && statement.getHeadsList().stream().allMatch(head -> head.size() == Sha256.LENGTH);
        if (!fits) {
            return rejected(envelope, Opening.Fault.MALFORMED, "its statement is not well formed");
        }
        if (!key.statementId(envelope.device(), statement.getId()).equals(envelope.itemId())) {
            return rejected(envelope, Opening.Fault.CHANGE_ID_MISMATCH, "its change id is not that of its statement");
        }
        if (statement.getActCase() == Statement.ActCase.ACT_NOT_SET) {
            return unknown(envelope);
        }
        return new Opening.Stated(
                envelope.device(),
                envelope.document(),
                envelope.itemId(),
                envelope.core().getSeen(),
                statement);
    }

    private static Opening readSnapshot(SealedEnvelope envelope, EpochKey key, ByteString plaintext) {
        Optional<SnapshotContent> content;
        try {
            content = SnapshotContent.of(Snapshot.parseFrom(plaintext));
        } catch (InvalidProtocolBufferException e) {
            content = Optional.empty();
        }
        Core core = envelope.core();
        if (content.isEmpty()
                || content.get().uptoPos() != core.getSeen().getPos()
                || content.get().afterPos() != core.getAfterPos()) {
            return rejected(envelope, Opening.Fault.MALFORMED, "its snapshot is not well formed");
        }
        if (!key.snapshotId(envelope.document(), content.get()).equals(envelope.itemId())) {
            return rejected(envelope, Opening.Fault.CHANGE_ID_MISMATCH, "its change id is not that of its snapshot");
        }
        return new Opening.Snapshotted(envelope.device(), envelope.document(), core.getSeen(), content.get());
    }

    private static Opening readAttestation(SealedEnvelope envelope, EpochKey key, ByteString plaintext) {
        Attestation attestation;
        try {
            attestation = Attestation.parseFrom(plaintext);
        } catch (InvalidProtocolBufferException e) {
            return rejected(envelope, Opening.Fault.MALFORMED, "its attestation is not well formed");
        }
        SnapshotMark mark = envelope.attested().orElseThrow();
        if (!attestation.getItemSha256().equals(mark.itemSha256())) {
            return rejected(envelope, Opening.Fault.MALFORMED, "it vouches for another snapshot than it names");
        }
        if (!key.attestationId(envelope.device(), mark.itemSha256()).equals(envelope.itemId())) {
            return rejected(
                    envelope, Opening.Fault.CHANGE_ID_MISMATCH, "its change id is not that of what it vouches for");
        }
        return new Opening.Attested(envelope.device(), envelope.document(), mark);
    }

    /**
     * Whether the last change of an actor in a snapshot is by that actor's device: the header is signed by it, names this document, and
     * its change id recomputes from actor, number and hash; and the device might write there then (SNAP-6).
     *
     * @param members at the frontier's position
     */
    public Optional<String> flawOf(Frontier frontier, DocumentId document, Membership members) {
        ActorId actor = new ActorId(frontier.getActor());
        Optional<MemberDevice> author = members.deviceOf(actor.device());
        if (author.isEmpty() || !members.mayWrite(actor.device(), document)) {
            return Optional.of("it has changes by somebody who could not write there");
        }
        VerifyKey signing = author.get().keys().signing();
        Signed header = frontier.getHeader();
        boolean signed = header.getDevice().equals(actor.device().bytes())
                && signing.verifies(SignatureType.ENVELOPE, header.getBody(), header.getSig());
        if (!signed) {
            return Optional.of("the signature on an author's last change is not the author's");
        }
        try {
            Core core = Core.parseFrom(Header.parseFrom(header.getBody()).getCore());
            Optional<EpochKey> key = Optional.ofNullable(keys.get(core.getEpoch()));
            boolean names = core.getWs().equals(workspace.bytes())
                    && core.getDoc().equals(document.bytes())
                    && core.getDevice().equals(actor.device().bytes())
                    && core.getKind() == EnvelopeKind.ENVELOPE_KIND_CHANGES
                    && core.getEpoch() == members.epoch()
                    && key.map(each -> each.changeId(document, actor, frontier.getSeq(), frontier.getHash())
                                    .bytes()
                                    .equals(core.getChangeId()))
                            .orElse(false);
            return names ? Optional.empty() : Optional.of("an author's last change is not the one that was signed");
        } catch (InvalidProtocolBufferException e) {
            return Optional.of("a signed header in it is not well formed");
        }
    }

    private static Opening readChanges(SealedEnvelope envelope, EpochKey key, ByteString plaintext) {
        return parse(plaintext)
                .map(batch -> judge(envelope, key, batch))
                .orElseGet(() -> rejected(envelope, Opening.Fault.MALFORMED, "its changes are not well formed"));
    }

    private static Opening judge(SealedEnvelope envelope, EpochKey key, ChangeBatch batch) {
        if (!batch.actor().device().equals(envelope.device())) {
            return rejected(
                    envelope, Opening.Fault.WRONG_DEVICE, "its changes are of actor %s".formatted(batch.actor()));
        }
        if (!key.changeId(envelope.document(), batch.actor(), batch.lastSeq(), batch.lastHash())
                .equals(envelope.itemId())) {
            return rejected(envelope, Opening.Fault.CHANGE_ID_MISMATCH, "its change id is not that of its changes");
        }
        return new Opening.Changes(envelope.device(), envelope.document(), batch);
    }

    private static Optional<ChangeBatch> parse(ByteString plaintext) {
        try {
            Changes changes = Changes.parseFrom(plaintext);
            boolean fits = ActorId.fits(changes.getActor())
                    && changes.getFirstSeq() >= 1
                    && changes.getLastSeq() >= changes.getFirstSeq()
                    && changes.getLastHash().size() == Sha256.LENGTH
                    && !changes.getChunks().isEmpty();
            return fits
                    ? Optional.of(new ChangeBatch(
                            new ActorId(changes.getActor()),
                            changes.getFirstSeq(),
                            changes.getLastSeq(),
                            changes.getLastHash(),
                            changes.getChunks()))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static Opening rejected(SealedEnvelope envelope, Opening.Fault fault, String reason) {
        return new Opening.Rejected(envelope.device(), fault, reason);
    }
}
