package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Statement;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;

/** What came of opening an envelope. Every failure after reading names the device that the envelope is from. */
public sealed interface Opening {
    /** Changes, whose author and wholeness are proven; their chunks are still to be checked before Automerge. */
    record Changes(DeviceId author, DocumentId document, ChangeBatch batch) implements Opening {}

    /**
     * Something that somebody says in a decision, its author proven; what it says is judged by the rules of decisions.
     *
     * @param item under which the log knows it
     * @param seen the last head that its author says to have known
     */
    record Stated(DeviceId author, DocumentId document, ItemId item, HeadRef seen, Statement statement)
            implements Opening {}

    /**
     * The changes of a document at a range of positions, by whoever packed them: nothing of them is proven yet.
     *
     * @param upto where it ends
     */
    record Snapshotted(DeviceId author, DocumentId document, HeadRef upto, SnapshotContent content)
            implements Opening {}

    /** Somebody's word for a snapshot. */
    record Attested(DeviceId author, DocumentId document, SnapshotMark snapshot) implements Opening {}

    /** Who is here. */
    record Presence(DeviceId author, DocumentId document, ByteString plaintext) implements Opening {}

    /** Sealed well, of a kind that this version does not read (acts of later versions): keep it, do not apply it. */
    record UnknownKind(DeviceId author, DocumentId document, int kind) implements Opening {}

    /** Not an envelope. */
    record Unreadable(String reason) implements Opening {}

    /** Not to be applied, and whose fault it is. */
    record Rejected(DeviceId author, Fault fault, String reason) implements Opening {}

    /** Why an envelope is rejected. */
    enum Fault {
        /** Of another workspace. */
        WRONG_WORKSPACE,
        /** The device is not a member's. */
        UNKNOWN_DEVICE,
        /** The signature is not the device's. */
        BAD_SIGNATURE,
        /** Its author's role does not allow it. */
        NOT_ALLOWED,
        /** Sealed under another epoch than the current one. */
        STALE_EPOCH,
        /** The author of the changes is not the device that signed them. */
        WRONG_DEVICE,
        /** The ciphertext is not the one that was signed. */
        HASH_MISMATCH,
        /** Sealed under an epoch whose key we do not have. */
        UNKNOWN_EPOCH,
        /** The ciphertext does not open. */
        NOT_SEALED_BY_EPOCH_KEY,
        /** The change id is not that of the changes. */
        CHANGE_ID_MISMATCH,
        /** Header or plaintext is not well formed. */
        MALFORMED
    }
}
