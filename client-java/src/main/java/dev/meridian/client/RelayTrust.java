package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.RelayVoucher;
import dev.meridian.sync.trust.VerifyKey;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which TLS certificates of a relay are good (docs/spec/trust.md, TLS): one that the relay's key vouches for, where it is the key that the workspace names; else
 * one that the platform trusts under the name that was dialled.
 *
 * @param relayKeyHash SHA-256 of the relay's public key; empty where nobody has named it yet
 * @param clock for the ends of certificates
 */
record RelayTrust(Optional<ByteString> relayKeyHash, InstantSource clock) {
    private static final String PROTOCOL = "TLSv1.3";

    /** For one relay. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(null, new TrustManager[] {new Judge(this, platform())}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no TLS 1.3", e);
        }
    }

    private static X509ExtendedTrustManager platform() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the platform trusts nobody"));
    }

    /** The relay key that vouches for the certificate, if one does. */
    private static Optional<VerifyKey> voucher(X509Certificate certificate) {
        return Optional.ofNullable(certificate.getExtensionValue(RelayVoucher.OID))
                .flatMap(RelayTrust::contents)
                .flatMap(word -> RelayVoucher.check(
                        word,
                        ByteString.copyFrom(certificate.getPublicKey().getEncoded()),
                        certificate.getNotAfter().toInstant().getEpochSecond()));
    }

    /** Java gives an extension's value within one more octet string, shorter than 128 bytes here. */
    private static Optional<ByteString> contents(byte[] value) {
        return value.length > 2 && value[0] == 4 && value[1] == value.length - 2
                ? Optional.of(ByteString.copyFrom(value, 2, value.length - 2))
                : Optional.empty();
    }

    /** A relay key's hash as links and people spell it. */
    static String text(ByteString keyHash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keyHash.toByteArray());
    }

    private void judge(X509Certificate certificate, VerifyKey voucher) throws CertificateException {
        ByteString hash = Sha256.of(voucher.bytes());
        if (relayKeyHash.isEmpty()) {
            throw new CertificateException("the relay made its certificate itself, with the key " + text(hash)
                    + ": say with --pin that this is the key you expect");
        }
        if (!hash.equals(relayKeyHash.get())) {
            throw new CertificateException("its certificate is of the relay key " + text(hash) + ", and "
                    + text(relayKeyHash.get()) + " is expected: this is another relay, or somebody between");
        }
        Instant end = certificate.getNotAfter().toInstant();
        if (!clock.instant().isBefore(end)) {
            throw new CertificateException(
                    "its certificate was good until " + end + ", which is over by the clock of this machine");
        }
    }

    /** Asked by the platform's TLS, which leaves the name of the host to it. */
    private static final class Judge extends X509ExtendedTrustManager {
        private final RelayTrust trust;
        private final X509ExtendedTrustManager platform;

        Judge(RelayTrust trust, X509ExtendedTrustManager platform) {
            this.trust = trust;
            this.platform = platform;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
                throws CertificateException {
            Optional<VerifyKey> voucher = chain.length == 0 ? Optional.empty() : voucher(chain[0]);
            if (voucher.isPresent()) {
                trust.judge(chain[0], voucher.get());
            } else {
                try {
                    platform.checkServerTrusted(chain, authType, engine);
                } catch (CertificateException e) {
                    throw new CertificateException(
                            "its certificate is neither the relay's own nor one that this machine trusts ("
                                    + e.getMessage() + ")",
                            e);
                }
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        // Without an engine nobody says which name was dialled, so that nothing could be trusted under it.
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("only engines are served");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("nobody is served here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return platform.getAcceptedIssuers();
        }
    }
}
