package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Rotate;
import dev.meridian.sync.id.WorkspaceId;

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
        ByteString nonce = entropy.bytes(NONCE_LENGTH);
        EpochKey key = EpochKey.generate(0, entropy);
        Rotate rotate = Rotate.newBuilder()
                .setEpoch(0)
                .setCommit(key.commit())
                .addWraps(key.wrapTo(owner.publicKeys(), nonce, entropy))
                .build();
        Member member = Member.newBuilder()
                .setGenesis(dev.meridian.proto.v1.Genesis.newBuilder()
                        .setSuite(MembershipFold.SUITE)
                        .setRelayKey(relayKey.bytes())
                        .setOwner(owner.publicKeys().toDevice())
                        .setNonce(nonce)
                        .setRotate(rotate))
                .build();
        MemberRecord record = MemberRecord.signed(owner.signing(), member);
        return new Genesis(new WorkspaceId(record.id().bytes()), record, key);
    }
}
