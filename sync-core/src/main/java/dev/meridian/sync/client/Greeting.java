package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.proto.v1.Login;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.VerifyKey;
import java.util.Optional;

/** The client's introduction. */
record Greeting(ByteString nonce) {
    /** The first frame. */
    Frame.Builder hello(ClientTerms terms, LocalLog log) {
        return Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersionMin(terms.versions().min())
                        .setVersionMax(terms.versions().max())
                        .setWs(terms.workspace().bytes())
                        .setClientNonce(nonce)
                        .setReadsPruned(true)
                        .setMembers(
                                log.members().isFounded()
                                        ? log.members().lastRecord().bytes()
                                        : ByteString.EMPTY));
    }

    /** The answer to a challenge of this relay; empty if the challenge is not well formed. */
    Optional<Login> login(ClientTerms terms, VerifyKey relayKey, Challenge challenge) {
        if (challenge.getRelayNonce().size() != LoginProofs.NONCE_LENGTH) {
            return Optional.empty();
        }
        LoginProofs.Terms bound =
                new LoginProofs.Terms(terms.workspace(), terms.host(), relayKey, nonce, challenge.getRelayNonce());
        return Optional.of(LoginProofs.prove(terms.principal().key(), bound));
    }
}
