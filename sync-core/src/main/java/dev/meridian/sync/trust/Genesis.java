package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Rotate;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Optional;

/**
 * A workspace that was just founded.
 *
 * @param workspace SHA-256 of the record's body
 * @param record its first membership record
 * @param key the key of epoch 0
 */
public record Genesis(WorkspaceId workspace, MemberRecord record, EpochKey key) {
    private static final int NONCE_LENGTH = 32;

    /** Founds a workspace whose log this relay orders. */
    public static Genesis create(DeviceKeys owner, VerifyKey relayKey, Entropy entropy) {
        return create(owner, relayKey, Optional.empty(), entropy);
    }

    /** As above, with a recovery device of the owner's. */
    public static Genesis create(DeviceKeys owner, VerifyKey relayKey, Optional<PublicKeys> recovery, Entropy entropy) {
        ByteString nonce = entropy.bytes(NONCE_LENGTH);
        EpochKey key = EpochKey.generate(0, entropy);
        Rotate.Builder rotate = Rotate.newBuilder()
                .setEpoch(0)
                .setCommit(key.commit())
                .addWraps(key.wrapTo(owner.publicKeys(), nonce, entropy));
        recovery.ifPresent(keys -> rotate.addWraps(key.wrapTo(keys, nonce, entropy)));
        var genesis = dev.meridian.proto.v1.Genesis.newBuilder()
                .setSuite(MembershipFold.SUITE)
                .setRelayKey(relayKey.bytes())
                .setOwner(owner.publicKeys().toDevice())
                .setNonce(nonce)
                .setRotate(rotate);
        recovery.ifPresent(keys -> genesis.setRecovery(keys.toDevice()));
        MemberRecord record = MemberRecord.signed(
                owner.signing(), Member.newBuilder().setGenesis(genesis).build());
        return new Genesis(new WorkspaceId(record.id().bytes()), record, key);
    }
}
