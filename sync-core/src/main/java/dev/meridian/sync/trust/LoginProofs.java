package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Login;
import dev.meridian.proto.v1.LoginProof;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Optional;

/** The proof at login: a signature of type "login" that is good for one connection to one relay under one name. */
public final class LoginProofs {
    /** Length of either side's nonce in bytes. */
    public static final int NONCE_LENGTH = 32;

    private LoginProofs() {}

    /**
     * What a login is bound to.
     *
     * @param host HOST:PORT as the client dialled it
     * @param clientNonce {@value #NONCE_LENGTH} bytes
     * @param relayNonce {@value #NONCE_LENGTH} bytes
     */
    public record Terms(
            WorkspaceId workspace, String host, VerifyKey relayKey, ByteString clientNonce, ByteString relayNonce) {
        /** @throws IllegalArgumentException if a nonce has another length */
        public Terms {
            if (clientNonce.size() != NONCE_LENGTH || relayNonce.size() != NONCE_LENGTH) {
                throw new IllegalArgumentException("a nonce has %d bytes, not %d and %d"
                        .formatted(NONCE_LENGTH, clientNonce.size(), relayNonce.size()));
            }
        }

        private ByteString serialise() {
            return LoginProof.newBuilder()
                    .setWs(workspace.bytes())
                    .setHost(host)
                    .setRelayKey(relayKey.bytes())
                    .setClientNonce(clientNonce)
                    .setRelayNonce(relayNonce)
                    .build()
                    .toByteString();
        }
    }

    /** Signs the terms. */
    public static Login prove(SigningKey key, Terms terms) {
        return Login.newBuilder()
                .setProof(key.signed(SignatureType.LOGIN, terms.serialise()))
                .setSigningKey(key.verifyKey().bytes())
                .build();
    }

    /** The key that signed exactly these terms, or empty. Whether it may come in is another question. */
    public static Optional<VerifyKey> verify(Login login, Terms terms) {
        Signed proof = login.getProof();
        // The terms are the relay's own, so their one encoding is compared and a stranger's bytes are never parsed.
        if (!Strict.isWellFormed(proof) || !proof.getBody().equals(terms.serialise())) {
            return Optional.empty();
        }
        return VerifyKey.of(login.getSigningKey())
                .filter(key -> key.deviceId().bytes().equals(proof.getDevice()))
                .filter(key -> key.verifies(SignatureType.LOGIN, proof.getBody(), proof.getSig()));
    }
}
