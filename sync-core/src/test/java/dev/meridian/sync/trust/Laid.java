package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Wrap;
import java.util.List;

/** Secrets laid open for tests that look for them where they must not be. */
public final class Laid {
    private Laid() {}

    /** An epoch's key, and all keys that are derived from it. */
    public static List<ByteString> open(EpochKey key) {
        return List.of(
                secret(key),
                key.derive(EpochKey.Label.CONTENT),
                key.derive(EpochKey.Label.ID),
                key.derive(EpochKey.Label.META),
                key.derive(EpochKey.Label.PREVIOUS));
    }

    /** As a member that it is wrapped to has it. */
    private static ByteString secret(EpochKey key) {
        SeededEntropy entropy = new SeededEntropy("laid");
        DeviceKeys reader = DeviceKeys.generate(entropy);
        ByteString context = entropy.bytes(32);
        Wrap wrap = key.wrapTo(reader.publicKeys(), context, entropy);
        return Hpke.open(
                        reader.wrappingSeed(),
                        EpochKey.wrapInfo(key.epoch(), reader.id(), context),
                        new Hpke.Sealed(wrap.getEnc(), wrap.getCt()))
                .orElseThrow();
    }

    /** The seeds of a device or an invite. */
    public static List<ByteString> open(DeviceKeys keys) {
        return List.of(keys.signing().seed(), keys.wrappingSeed());
    }
}
