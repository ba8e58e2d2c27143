package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Header;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Optional;

/**
 * An envelope, read as far as anybody can without a key. {@link #read} proves nothing, and is for a relay that knows the
 * author by its session; {@link #verify} is for everybody else. Immutable.
 */
public final class SealedEnvelope {
    private static final int SALT_LENGTH = 32;

    private final ByteString bytes;
    private final Signed header;
    private final Core core;
    private final ByteString coreBytes;
    private final ByteString ciphertext;
    private final ByteString ciphertextSha256;

    private SealedEnvelope(ByteString bytes, Envelope envelope, Header header, Core core) {
        this.bytes = bytes;
        this.header = envelope.getHeader();
        this.core = core;
        this.coreBytes = header.getCore();
        this.ciphertext = envelope.getCt();
        this.ciphertextSha256 = header.getCtSha256();
    }

    /** What came of reading. */
    public sealed interface Reading {}

    /** Well formed: lengths, kind, device named twice the same. Nothing is verified yet. */
    public record Read(SealedEnvelope envelope) implements Reading {}

    /** Not an envelope of this version; the reason is for a person. */
    public record Unreadable(String reason) implements Reading, Verification {}

    /** What came of verifying. */
    public sealed interface Verification {}

    /** Whole, by its author, who may write there. */
    public record Verified(SealedEnvelope envelope) implements Verification {}

    /** Not to be accepted, and whose fault it is. */
    public record Rejected(DeviceId author, Opening.Fault fault, String reason) implements Verification {}

    /** Reads a serialised {@code Envelope}. */
    public static Reading read(ByteString item) {
        return outer(item)
                .<Reading>map(envelope -> inner(item, envelope)
                        .<Reading>map(Read::new)
                        .orElseGet(() -> new Unreadable("the header of an envelope is not well formed")))
                .orElseGet(() -> new Unreadable("not an envelope"));
    }

    /**
     * Verifies a serialised {@code Envelope} against the members at its position: signature before anything that it covers is
     * parsed, then workspace, ciphertext, authority and epoch.
     */
    public static Verification verify(ByteString item, Membership members) {
        return verify(item, members, Optional.empty());
    }

    /**
     * As {@link #verify(ByteString, Membership)}, with a signature that was checked ahead.
     *
     * @param ahead used if it is of this item and of the key that its author has among these members
     */
    public static Verification verify(ByteString item, Membership members, Optional<SignatureCheck> ahead) {
        return outer(item)
                .map(envelope -> verify(item, envelope, members, ahead))
                .orElseGet(() -> new Unreadable("not an envelope"));
    }

    /** Checks the signature ahead, with the key that the author has among these members; empty if it has none, or this is no envelope. */
    public static Optional<SignatureCheck> checkSignature(ByteString item, Membership members) {
        return outer(item)
                .flatMap(envelope -> keyOf(envelope, members)
                        .map(key -> new SignatureCheck(item, key, isSignedBy(key, envelope.getHeader()))));
    }

    private static Optional<VerifyKey> keyOf(Envelope envelope, Membership members) {
        DeviceId author = new DeviceId(envelope.getHeader().getDevice());
        return members.deviceOf(author).map(device -> device.keys().signing());
    }

    private static Verification verify(
            ByteString item, Envelope envelope, Membership members, Optional<SignatureCheck> ahead) {
        DeviceId author = new DeviceId(envelope.getHeader().getDevice());
        Optional<VerifyKey> key = keyOf(envelope, members);
        if (key.isEmpty()) {
            return new Rejected(author, Opening.Fault.UNKNOWN_DEVICE, "its device is not a member's");
        }
        boolean signed = ahead.filter(check -> check.isOf(item, key.get()))
                .map(SignatureCheck::signed)
                .orElseGet(() -> isSignedBy(key.get(), envelope.getHeader()));
        if (!signed) {
            return new Rejected(author, Opening.Fault.BAD_SIGNATURE, "its signature is not its device's");
        }
        return inner(item, envelope)
                .map(read -> read.judge(members))
                .orElseGet(() -> new Rejected(author, Opening.Fault.MALFORMED, "its header is not well formed"));
    }

    /**
     * All that {@link #verify} asks but for the signature: for an envelope that its author's own authenticated connection
     * brought.
     */
    public Verification judge(Membership members) {
        if (!workspace().equals(members.workspace())) {
            return new Rejected(device(), Opening.Fault.WRONG_WORKSPACE, "it is of another workspace");
        }
        if (!hashMatches()) {
            return new Rejected(device(), Opening.Fault.HASH_MISMATCH, "its ciphertext is not the one that was signed");
        }
        // Whoever is a member may show that they are there.
        boolean allowed = switch (core.getKind()) {
            case ENVELOPE_KIND_PRESENCE -> true;
            case ENVELOPE_KIND_STATEMENT -> members.mayState(device());
            case ENVELOPE_KIND_ATTESTATION ->
                members.mayWrite(device(), document())
                        && attested()
                                .filter(mark -> members.isSecondTo(device(), mark.device(), document()))
                                .isPresent();
            case ENVELOPE_KIND_CHANGES, ENVELOPE_KIND_SNAPSHOT, ENVELOPE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                members.mayWrite(device(), document());
        };
        if (!allowed) {
            return new Rejected(device(), Opening.Fault.NOT_ALLOWED, "its author may not write there");
        }
        if (core.getEpoch() != members.epoch()) {
            return new Rejected(
                    device(),
                    Opening.Fault.STALE_EPOCH,
                    "it is sealed under epoch %d, and this is epoch %d".formatted(core.getEpoch(), members.epoch()));
        }
        return new Verified(this);
    }

    // Everything outside the signature has one encoding, so that nobody can change an item's bytes and keep its id.
    private static Optional<Envelope> outer(ByteString item) {
        try {
            Envelope envelope = Envelope.parseFrom(item);
            return Strict.isOnlyEncoding(envelope, item)
                            && Strict.isWellFormed(envelope.getHeader())
                            && !envelope.getCt().isEmpty()
                    ? Optional.of(envelope)
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static Optional<SealedEnvelope> inner(ByteString item, Envelope envelope) {
        try {
            Header header = Header.parseFrom(envelope.getHeader().getBody());
            Core core = Core.parseFrom(header.getCore());
            boolean fits = header.getCtSha256().size() == Sha256.LENGTH
                    && core.getDevice().equals(envelope.getHeader().getDevice())
                    && isWellFormed(core);
            return fits ? Optional.of(new SealedEnvelope(item, envelope, header, core)) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static boolean isWellFormed(Core core) {
        return WorkspaceId.fits(core.getWs())
                && DocumentId.fits(core.getDoc())
                && core.getEpoch() >= 0
                && core.getKind() != EnvelopeKind.ENVELOPE_KIND_UNSPECIFIED
                && ItemId.fits(core.getChangeId())
                && core.getSalt().size() == SALT_LENGTH
                && isWellFormed(core.getSeen())
                && fitsItsKind(core);
    }

    private static boolean fitsItsKind(Core core) {
        return switch (core.getKind()) {
            case ENVELOPE_KIND_SNAPSHOT ->
                core.getAfterPos() >= 0 && core.getAfterPos() < core.getSeen().getPos();
            case ENVELOPE_KIND_ATTESTATION -> SnapshotMark.fits(core.getSnapshot());
            case ENVELOPE_KIND_CHANGES,
                    ENVELOPE_KIND_STATEMENT,
                    ENVELOPE_KIND_PRESENCE,
                    ENVELOPE_KIND_UNSPECIFIED,
                    UNRECOGNIZED -> true;
        };
    }

    // An author that had seen nothing yet cites position 0 without a chain.
    private static boolean isWellFormed(HeadRef seen) {
        return seen.getPos() == 0
                ? seen.getChain().isEmpty() && seen.getGen() == 0
                : seen.getPos() > 0 && seen.getChain().size() == Sha256.LENGTH && seen.getGen() >= 0;
    }

    private static boolean isSignedBy(VerifyKey author, Signed header) {
        return author.deviceId().bytes().equals(header.getDevice())
                && author.verifies(SignatureType.ENVELOPE, header.getBody(), header.getSig());
    }

    /** Seals a plaintext: the one place where envelopes are made. */
    static SealedEnvelope seal(Core core, ByteString plaintext, EpochKey key, SigningKey author) {
        ByteString coreBytes = core.toByteString();
        ByteString ciphertext = AesGcm.seal(key.envelopeKey(coreBytes, core.getSalt()), plaintext, coreBytes);
        Header header = Header.newBuilder()
                .setCore(coreBytes)
                .setCtSha256(Sha256.of(ciphertext))
                .build();
        Envelope envelope = Envelope.newBuilder()
                .setHeader(author.signed(SignatureType.ENVELOPE, header.toByteString()))
                .setCt(ciphertext)
                .build();
        return new SealedEnvelope(envelope.toByteString(), envelope, header, core);
    }

    /** The plaintext, or empty if it was not sealed under this key, or was damaged. */
    Optional<ByteString> plaintext(EpochKey key) {
        return AesGcm.open(key.envelopeKey(coreBytes, core.getSalt()), ciphertext, coreBytes);
    }

    /** Whether this key is of {@link #device()} and signed the header exactly as received. */
    public boolean isSignedBy(VerifyKey author) {
        return isSignedBy(author, header);
    }

    /** Whether the ciphertext is the one that the header names. */
    public boolean hashMatches() {
        return Sha256.of(ciphertext).equals(ciphertextSha256);
    }

    /** Who says to have written it. */
    public DeviceId device() {
        return new DeviceId(core.getDevice());
    }

    /** Its change id: what a relay deduplicates by. For presence, which is never stored, 32 zero bytes. */
    public ItemId itemId() {
        return new ItemId(core.getChangeId());
    }

    /** The workspace it is for. */
    public WorkspaceId workspace() {
        return new WorkspaceId(core.getWs());
    }

    /** The document it is of. */
    public DocumentId document() {
        return new DocumentId(core.getDoc());
    }

    /** The snapshot that it vouches for; empty where it is of another kind than ATTESTATION. */
    public Optional<SnapshotMark> attested() {
        return core.getKind() == EnvelopeKind.ENVELOPE_KIND_ATTESTATION
                ? Optional.of(SnapshotMark.of(core.getSnapshot()))
                : Optional.empty();
    }

    /** What an attestation of this snapshot names. */
    public SnapshotMark mark() {
        return new SnapshotMark(device(), itemId(), Sha256.of(bytes));
    }

    /** The signed header: what stays of it in the frontier of a snapshot. */
    public Signed header() {
        return header;
    }

    /** The rest of what is readable: epoch, kind, seen. */
    public Core core() {
        return core;
    }

    /** The serialised envelope. */
    public ByteString bytes() {
        return bytes;
    }
}
