package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.sync.id.DocumentId;

/** The same identities in the words of the log and in those of the model, which know nothing of each other. */
public final class Identities {
    private Identities() {}

    /** An actor, for the model. */
    public static ActorId actor(dev.meridian.sync.id.ActorId actor) {
        return ActorId.of(actor.bytes().toByteArray());
    }

    /** An actor, for the log. */
    public static dev.meridian.sync.id.ActorId actor(ActorId actor) {
        return new dev.meridian.sync.id.ActorId(ByteString.copyFrom(actor.bytes()));
    }

    /** A device, for the model. */
    public static DeviceId device(dev.meridian.sync.id.DeviceId device) {
        return DeviceId.of(device.bytes().toByteArray());
    }

    /** A document by the id of a board or a Markdown document, for the log. */
    public static DocumentId document(String hex) {
        return DocumentId.parse(hex);
    }

    /** A change's hash, for the log. */
    public static ByteString hash(ChangeHash hash) {
        return ByteString.copyFrom(hash.bytes());
    }
}
