package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.transport.Dialer;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.client.transport.RelaySocket;
import dev.meridian.client.transport.SocketListener;
import dev.meridian.client.transport.SocketOptions;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.LoginProofs;
import dev.meridian.sync.trust.VerifyKey;
import dev.meridian.sync.version.ProtocolVersions;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a relay for its public key, which is all that founding a workspace needs of it: says hello, hears the challenge, hangs up. */
final class RelayQuestion {
    private final RelayAddress relay;
    private final Optional<ByteString> pin;
    private final MeridianOptions options;
    private final Entropy entropy;

    /** @param pin SHA-256 of the key that it must have */
    RelayQuestion(RelayAddress relay, Optional<ByteString> pin, MeridianOptions options, Entropy entropy) {
        this.relay = relay;
        this.pin = pin;
        this.options = options;
        this.entropy = entropy;
    }

    /** @throws RelayException if it does not answer, or not as a relay */
    VerifyKey key() {
        try (ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("meridian-question").daemon().factory());
                Dialer dialer = new Dialer(
                        SocketOptions.of(options.connectTimeout(), options.idleTimeout()),
                        new RelayTrust(pin, options.clock()).context(),
                        executor)) {
            CompletableFuture<VerifyKey> answer = new CompletableFuture<>();
            executor.execute(() -> ask(dialer, answer));
            return expected(await(answer));
        }
    }

    private VerifyKey expected(VerifyKey key) {
        ByteString hash = Sha256.of(key.bytes());
        if (!pin.orElse(hash).equals(hash)) {
            throw new RelayException(
                    RelayException.Reason.WRONG_RELAY,
                    "The relay " + relay.hostAndPort() + " has the key " + RelayTrust.text(hash) + ", and "
                            + RelayTrust.text(pin.orElse(hash)) + " is expected.");
        }
        return key;
    }

    private VerifyKey await(CompletableFuture<VerifyKey> answer) {
        try {
            return answer.get(2 * options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Failures.timeout(relay, options.connectTimeout().multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while asking the relay");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MeridianException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void ask(Dialer dialer, CompletableFuture<VerifyKey> answer) {
        RelaySocket[] socket = new RelaySocket[1];
        socket[0] = dialer.dial(relay, new SocketListener() {
            @Override
            public void opened() {
                Hello.Builder hello = Hello.newBuilder()
                        .setVersionMin(options.versions().min())
                        .setVersionMax(options.versions().max())
                        // The workspace does not exist yet: any id will do.
                        .setWs(entropy.bytes(Sha256.LENGTH))
                        .setClientNonce(entropy.bytes(LoginProofs.NONCE_LENGTH));
                socket[0].send(Frame.newBuilder().setHello(hello).build().toByteString());
            }

            @Override
            public void received(ByteString message) {
                Frame frame = read(message);
                Optional<VerifyKey> key =
                        options.versions().include(frame.getChallenge().getVersion())
                                ? VerifyKey.of(frame.getChallenge().getRelayKey())
                                : Optional.empty();
                key.ifPresentOrElse(answer::complete, () -> answer.completeExceptionally(refused(frame)));
                socket[0].close();
            }

            @Override
            public void closed(String reason) {
                answer.completeExceptionally(Failures.unreachable(relay, reason, false));
            }
        });
    }

    private static Frame read(ByteString message) {
        try {
            return Frame.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            return Frame.getDefaultInstance();
        }
    }

    private RelayException refused(Frame frame) {
        Error error = frame.getError();
        if (error.getCode() == ErrorCode.ERROR_CODE_VERSION) {
            return Failures.otherVersion(
                    relay,
                    options.versions()
                            .mismatch(
                                    Math.max(ProtocolVersions.FIRST, error.getVersionMin()),
                                    Math.max(ProtocolVersions.FIRST, error.getVersionMax())));
        }
        return frame.hasError()
                ? new RelayException(
                        RelayException.Reason.REFUSED,
                        "The relay " + relay.hostAndPort() + " says: " + error.getMessage() + ".",
                        error.getRetryAfterMs() > 0)
                : new RelayException(
                        RelayException.Reason.PROTOCOL,
                        "What answers at " + relay.hostAndPort() + " is not a relay of this version.");
    }
}
