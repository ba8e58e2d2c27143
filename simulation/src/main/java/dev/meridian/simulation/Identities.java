package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;

/** The same identities in the words of the log and in those of the model, which know nothing of each other. */
final class Identities {
    private Identities() {}

    static ActorId actor(dev.meridian.sync.id.DeviceId device, long nonce) {
        return ActorId.of(device(device), nonce);
    }

    static dev.meridian.sync.id.ActorId actor(ActorId actor) {
        return new dev.meridian.sync.id.ActorId(ByteString.copyFrom(actor.bytes()));
    }

    static DeviceId device(dev.meridian.sync.id.DeviceId device) {
        return DeviceId.of(device.bytes().toByteArray());
    }

    static ByteString hash(ChangeHash hash) {
        return ByteString.copyFrom(hash.bytes());
    }
}
