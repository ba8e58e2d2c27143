package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Login;
import dev.meridian.sync.id.Pending;
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
     */
    public record Terms(
            WorkspaceId workspace, String host, VerifyKey relayKey, ByteString clientNonce, ByteString relayNonce) {}

    /** Signs the terms. */
    public static Login prove(SigningKey key, Terms terms) {
        return Pending.body();
    }

    /** The key that signed exactly these terms, or empty. Whether it may come in is another question. */
    public static Optional<VerifyKey> verify(Login login, Terms terms) {
        return Pending.body();
    }
}
