package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.server.tls.OwnCertificate;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.RelayVoucher;
import dev.meridian.sync.trust.SigningKey;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay that speaks TLS itself, seen from a socket that trusts everybody and looks at what it is shown. */
@Timeout(120)
class TlsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path directory;

    private RelaySettings settings() {
        return RelaySettings.of(directory.resolve("relay"), new RelaySettings.Listen("127.0.0.1", 0));
    }

    private RelaySettings own() {
        return settings().withTls(new TlsSettings.Own(settings().ownCertificateFile()));
    }

    private static SSLSocket dial(InetSocketAddress relay, String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(relay.getAddress(), relay.getPort());
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static X509Certificate shown(InetSocketAddress relay) throws Exception {
        try (SSLSocket socket = dial(relay, "TLSv1.3")) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void theHealthIsAnsweredOverTls13_TLS1() throws Exception {
        try (RelayServer relay = RelayServer.start(own());
                SSLSocket socket = dial(relay.address(), "TLSv1.3")) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void tls12IsRefused_TLS1() throws Exception {
        try (RelayServer relay = RelayServer.start(own());
                SSLSocket socket = dial(relay.address(), "TLSv1.2")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void whoSpeaksPlainlyToItIsHungUpOn_TLS1() throws Exception {
        try (RelayServer relay = RelayServer.start(own());
                var socket = new java.net.Socket(
                        relay.address().getAddress(), relay.address().getPort())) {
            socket.getOutputStream().write("GET /healthz HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("ok");
        }
    }

    @Test
    void itsOwnCertificateIsMadeOnceForItsOwnerAloneAndCarriesTheRelaysWord_TLS2() throws Exception {
        X509Certificate first;
        ByteString key;
        try (RelayServer relay = RelayServer.start(own())) {
            first = shown(relay.address());
            key = relay.key().bytes();
        }
        Path file = settings().ownCertificateFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.getPublicKey().getAlgorithm()).isEqualTo("EC");
        byte[] extension = first.getExtensionValue(RelayVoucher.OID);
        assertThat(RelayVoucher.check(
                        ByteString.copyFrom(extension).substring(2),
                        ByteString.copyFrom(first.getPublicKey().getEncoded()),
                        first.getNotAfter().toInstant().getEpochSecond()))
                .hasValueSatisfying(voucher -> assertThat(voucher.bytes()).isEqualTo(key));

        try (RelayServer relay = RelayServer.start(own())) {
            assertThat(shown(relay.address())).isEqualTo(first);
        }
    }

    @Test
    void aCertificateIsMadeAnewAheadOfItsEndAndUnderAnotherRelayKey_TLS4() throws Exception {
        Path file = directory.resolve("own.tls");
        SigningKey key = SigningKey.generate(TestWorkspace.ENTROPY);
        OwnCertificate source = source(file, key);

        X509Certificate first = source.renewed(NOW).orElseThrow().chain().getFirst();
        assertThat(source.renewed(NOW.plus(Duration.ofDays(59)))).isEmpty();
        X509Certificate second = source.renewed(NOW.plus(Duration.ofDays(60)))
                .orElseThrow()
                .chain()
                .getFirst();

        assertThat(first.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        assertThat(second.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(150)));
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(source(file, key)
                        .renewed(NOW.plus(Duration.ofDays(61)))
                        .orElseThrow()
                        .chain())
                .containsExactly(second);
        assertThat(source(file, SigningKey.generate(TestWorkspace.ENTROPY))
                        .renewed(NOW.plus(Duration.ofDays(61)))
                        .orElseThrow()
                        .chain())
                .doesNotContain(second);
    }

    private static OwnCertificate source(Path file, SigningKey key) {
        return new OwnCertificate(file, (subject, end) -> RelayVoucher.give(key, subject, end), OwnerFile::write);
    }

    @Test
    void aRunningRelayShowsAGivenCertificateThatWasReplaced_TLS4() throws Exception {
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        give(certificate, key, "first");
        try (RelayServer relay = RelayServer.start(settings().withTls(new TlsSettings.Given(certificate, key)))) {
            X509Certificate first = shown(relay.address());
            Files.writeString(certificate, "half a certificate");
            relay.refreshCertificate();
            assertThat(shown(relay.address())).isEqualTo(first);

            give(certificate, key, "second");
            relay.refreshCertificate();

            assertThat(shown(relay.address())).isNotEqualTo(first);
        }
    }

    /** One of those that the relay makes, in two files as others make them. */
    private void give(Path certificate, Path key, String name) throws Exception {
        Path both = directory.resolve(name);
        var unused = source(both, SigningKey.generate(TestWorkspace.ENTROPY)).renewed(Instant.now());
        String text = Files.readString(both);
        int middle = text.indexOf("-----BEGIN PRIVATE KEY");
        Files.writeString(certificate, text.substring(0, middle));
        Files.writeString(key, text.substring(middle));
    }

    @Test
    void saysWhatIsWrongWithACertificate_TLS4() throws Exception {
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        give(certificate, key, "first");
        give(directory.resolve("other.pem"), key, "second");
        assertThat(refusal(certificate, key)).endsWith("is not that of the certificate in " + certificate);

        Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n");
        assertThat(refusal(certificate, key)).contains("openssl pkcs8 -topk8 -nocrypt");
        assertThat(refusal(directory.resolve("nowhere"), key)).endsWith("nowhere cannot be read");
        Files.writeString(certificate, "");
        assertThat(refusal(certificate, key)).endsWith("it holds no certificate");
    }

    private String refusal(Path certificate, Path key) {
        RelayStartException refused = catchThrowableOfType(
                RelayStartException.class,
                () -> RelayServer.start(settings().withTls(new TlsSettings.Given(certificate, key))));
        assertThat(refused.reason()).isEqualTo(RelayStartException.Reason.CERTIFICATE_UNUSABLE);
        return String.valueOf(refused.getMessage());
    }

    @Test
    void aVoucherIsForOneKeyAndOneEnd_TLS2() {
        SigningKey relay = SigningKey.generate(TestWorkspace.ENTROPY);
        ByteString subject = TestWorkspace.ENTROPY.bytes(91);
        ByteString word = RelayVoucher.give(relay, subject, 1_800_000_000L);

        assertThat(RelayVoucher.check(word, subject, 1_800_000_000L))
                .hasValueSatisfying(key -> assertThat(Sha256.of(key.bytes()))
                        .isEqualTo(Sha256.of(relay.verifyKey().bytes())));
        assertThat(RelayVoucher.check(word, subject, 1_800_000_001L)).isEmpty();
        assertThat(RelayVoucher.check(word, TestWorkspace.ENTROPY.bytes(91), 1_800_000_000L))
                .isEmpty();
        for (int bit = 0; bit < 8 * word.size(); bit++) {
            byte[] flipped = word.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(RelayVoucher.check(ByteString.copyFrom(flipped), subject, 1_800_000_000L))
                    .isEmpty();
        }
    }
}
