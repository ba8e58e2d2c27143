package dev.meridian.bench.relay;

import com.google.protobuf.ByteString;
import dev.meridian.bench.wire.Randomness;
import dev.meridian.bench.wire.RelaySocket;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Push;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.SealedEnvelope;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.stream.IntStream;

/**
 * Pushes of envelopes of the size of a sealed card move. Sealing costs more than anything a relay does with an envelope, so one
 * is sealed and the others differ from it in their change id alone: a relay knows the author by the connection and does not verify
 * the signature of what it brings; a reader would refuse them. For one thread.
 */
final class PushTemplate {
    /** Of an Automerge change that moves a card. */
    private static final int CHANGE_BYTES = 150;

    private final byte[] message;
    private final int[] changeIdsAt;
    private final int frameAt;
    private long next;

    /** @param itemsAPush envelopes in one push */
    PushTemplate(LoadWorkspace workspace, int itemsAPush) {
        SealedEnvelope envelope = sealed(workspace);
        PushItem item = PushItem.newBuilder()
                .setKind(EntryKind.ENTRY_KIND_ENVELOPE)
                .setItem(envelope.bytes())
                .build();
        ByteString frame = Frame.newBuilder()
                .setPush(Push.newBuilder().addAllItems(Collections.nCopies(itemsAPush, item)))
                .build()
                .toByteString();
        ByteBuffer encoded = RelaySocket.message(frame);
        message = new byte[encoded.remaining()];
        encoded.get(message);
        frameAt = message.length - frame.size();
        changeIdsAt = find(ByteString.copyFrom(message), envelope.itemId().bytes());
        if (changeIdsAt.length != itemsAPush) {
            throw new IllegalStateException("envelopes without their change ids");
        }
    }

    private static SealedEnvelope sealed(LoadWorkspace workspace) {
        ByteString nonce = Randomness.ENTROPY.bytes(
                ActorId.LENGTH - workspace.owner().id().bytes().size());
        ActorId actor = new ActorId(workspace.owner().id().bytes().concat(nonce));
        ByteString chunk = Randomness.ENTROPY.bytes(CHANGE_BYTES);
        return new EnvelopeSealer(workspace.id(), workspace.owner(), workspace.key())
                .changes(
                        new DocumentId(Randomness.ENTROPY.bytes(DocumentId.LENGTH)),
                        new ChangeBatch(actor, 1, 1, Sha256.of(chunk), chunk),
                        HeadRef.getDefaultInstance(),
                        Randomness.ENTROPY);
    }

    private static int[] find(ByteString in, ByteString wanted) {
        return IntStream.rangeClosed(0, in.size() - wanted.size())
                .filter(at -> in.substring(at, at + wanted.size()).equals(wanted))
                .toArray();
    }

    /** Envelopes in one push. */
    int items() {
        return changeIdsAt.length;
    }

    /** Bytes of a message with its WebSocket header. */
    int messageBytes() {
        return message.length;
    }

    /** Puts the next message. */
    void putNext(ByteBuffer out) {
        count();
        out.put(message);
    }

    /** The next frame, for a relay in this process. */
    ByteString nextFrame() {
        count();
        return ByteString.copyFrom(message, frameAt, message.length - frameAt);
    }

    private void count() {
        for (int at : changeIdsAt) {
            next++;
            // The rest of the 32 bytes stays random: two templates never make the same id.
            ByteBuffer.wrap(message).putLong(at, next);
        }
    }
}
