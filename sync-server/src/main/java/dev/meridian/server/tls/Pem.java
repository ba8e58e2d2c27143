package dev.meridian.server.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as text (RFC 7468). */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<data>[A-Za-z0-9+/=\\s]+)-----END \\k<label>-----");
    private static final int LINE_CHARACTERS = 64;

    private Pem() {}

    static String write(String label, byte[] der) {
        Base64.Encoder encoder = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + encoder.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** All certificates of a text, in order. */
    static List<X509Certificate> certificates(String text) throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if ("CERTIFICATE".equals(block.group("label"))) {
                found.add(certificate(der(block)));
            }
        }
        if (found.isEmpty()) {
            throw new TlsException("it holds no certificate");
        }
        return found;
    }

    private static X509Certificate certificate(byte[] der) throws TlsException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new TlsException("a certificate in it is damaged", e);
        }
    }

    /** The private key of a text, for a certificate. */
    static PrivateKey key(String text, X509Certificate certificate) throws TlsException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            switch (String.valueOf(block.group("label"))) {
                case "PRIVATE KEY" -> {
                    return key(der(block), certificate);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new TlsException("the key in it is encrypted; a relay asks nobody for a passphrase");
                case "EC PRIVATE KEY", "RSA PRIVATE KEY" ->
                    throw new TlsException(
                            "the key in it is not PKCS #8; make it so with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
                default -> {} // a certificate beside it, or parameters of a curve
            }
        }
        throw new TlsException("it holds no private key");
    }

    private static PrivateKey key(byte[] der, X509Certificate certificate) throws TlsException {
        try {
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new TlsException("the key in it is damaged, or not the certificate's", e);
        }
    }

    private static byte[] der(Matcher block) throws TlsException {
        try {
            return Base64.getMimeDecoder().decode(block.group("data"));
        } catch (IllegalArgumentException e) {
            throw new TlsException("it is damaged", e);
        }
    }
}
