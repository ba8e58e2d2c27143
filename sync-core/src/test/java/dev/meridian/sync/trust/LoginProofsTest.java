package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Login;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.LoginProofs.Terms;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LoginProofsTest {
    private static final SeededEntropy ENTROPY = new SeededEntropy("login");
    private static final SigningKey DEVICE = SigningKey.generate(ENTROPY);
    private static final VerifyKey RELAY = SigningKey.generate(ENTROPY).verifyKey();
    private static final WorkspaceId WORKSPACE = new WorkspaceId(ENTROPY.bytes(32));
    private static final ByteString CLIENT_NONCE = ENTROPY.bytes(32);
    private static final ByteString RELAY_NONCE = ENTROPY.bytes(32);
    private static final Terms TERMS = new Terms(WORKSPACE, "relay.example:443", RELAY, CLIENT_NONCE, RELAY_NONCE);
    private static final Login LOGIN = LoginProofs.prove(DEVICE, TERMS);

    @Test
    void deviceProvesItIsThere_LOGIN1() {
        assertThat(LoginProofs.verify(LOGIN, TERMS)).contains(DEVICE.verifyKey());
    }

    @Test
    void attack12_proofForOtherNoncesIsRefused_LOGIN1() {
        assertThat(LoginProofs.verify(
                        LOGIN, new Terms(WORKSPACE, TERMS.host(), RELAY, CLIENT_NONCE, ENTROPY.bytes(32))))
                .isEmpty();
        assertThat(LoginProofs.verify(LOGIN, new Terms(WORKSPACE, TERMS.host(), RELAY, ENTROPY.bytes(32), RELAY_NONCE)))
                .isEmpty();
    }

    @Test
    void attack13_proofForAnotherHostIsRefused_LOGIN1() {
        assertThat(LoginProofs.verify(
                        LOGIN, new Terms(WORKSPACE, "relay.example:444", RELAY, CLIENT_NONCE, RELAY_NONCE)))
                .isEmpty();
    }

    @Test
    void attack14_proofForAnotherRelayIsRefused_LOGIN1() {
        VerifyKey other = SigningKey.generate(ENTROPY).verifyKey();

        assertThat(LoginProofs.verify(LOGIN, new Terms(WORKSPACE, TERMS.host(), other, CLIENT_NONCE, RELAY_NONCE)))
                .isEmpty();
    }

    @Test
    void proofForAnotherWorkspaceIsRefused_LOGIN1() {
        WorkspaceId other = new WorkspaceId(ENTROPY.bytes(32));

        assertThat(LoginProofs.verify(LOGIN, new Terms(other, TERMS.host(), RELAY, CLIENT_NONCE, RELAY_NONCE)))
                .isEmpty();
    }

    @Test
    void keyIsTheOneOfTheDeviceThatTheProofNames_LOGIN1() {
        SigningKey other = SigningKey.generate(ENTROPY);
        Login otherKey =
                LOGIN.toBuilder().setSigningKey(other.verifyKey().bytes()).build();
        Login.Builder otherDevice = LOGIN.toBuilder();
        otherDevice.getProofBuilder().setDevice(other.deviceId().bytes());

        assertThat(LoginProofs.verify(otherKey, TERMS)).isEmpty();
        assertThat(LoginProofs.verify(otherDevice.build(), TERMS)).isEmpty();
        assertThat(LoginProofs.verify(LOGIN.toBuilder().clearSigningKey().build(), TERMS))
                .isEmpty();
        assertThat(LoginProofs.verify(Login.getDefaultInstance(), TERMS)).isEmpty();
    }

    @Test
    void attack10_signatureOfAnotherTypeIsNoProof_SIG1() {
        Login forged = LOGIN.toBuilder()
                .setProof(DEVICE.signed(SignatureType.MEMBER, LOGIN.getProof().getBody()))
                .build();

        assertThat(LoginProofs.verify(forged, TERMS)).isEmpty();
    }

    @Property(tries = 200)
    boolean oneOtherBitOfTheSignatureIsRefused_LOGIN1(@ForAll @IntRange(max = 64 * 8 - 1) int bit) {
        byte[] signature = LOGIN.getProof().getSig().toByteArray();
        signature[bit / 8] ^= (byte) (1 << bit % 8);
        Login.Builder forged = LOGIN.toBuilder();
        forged.getProofBuilder().setSig(ByteString.copyFrom(signature));

        return LoginProofs.verify(forged.build(), TERMS).isEmpty();
    }

    @Test
    void noncesOfAnotherLengthAreNoTerms_LOGIN1() {
        assertThatThrownBy(() -> new Terms(WORKSPACE, "h:1", RELAY, ByteString.EMPTY, RELAY_NONCE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Terms(WORKSPACE, "h:1", RELAY, CLIENT_NONCE, ByteString.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
