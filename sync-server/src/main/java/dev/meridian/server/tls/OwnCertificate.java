package dev.meridian.server.tls;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.RelayVoucher;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate that the relay makes itself: ECDSA P-256, good for 90 days, with the relay key's word for it (docs/spec/trust.md, TLS). It and its key lie in one
 * file; another pair is made when a third of the time is left. Not thread-safe.
 */
public final class OwnCertificate implements CredentialSource {
    static final Duration LIFE = Duration.ofDays(90);
    static final Duration RENEWED_AHEAD = Duration.ofDays(30);

    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Notary notary;
    private final Keeper keeper;
    private Optional<Instant> end = Optional.empty();

    /** Gives the relay key's word: {@link RelayVoucher#give}. */
    @FunctionalInterface
    public interface Notary {
        /** The voucher's bytes. */
        ByteString word(ByteString subjectKey, long notAfterSeconds);
    }

    /** Writes a file that its owner alone may read. */
    @FunctionalInterface
    public interface Keeper {
        /** Whole, or not. */
        void write(Path file, ByteString contents) throws IOException;
    }

    public OwnCertificate(Path file, Notary notary, Keeper keeper) {
        this.file = file;
        this.notary = notary;
        this.keeper = keeper;
    }

    @Override
    public Optional<Credentials> renewed(Instant now) throws TlsException {
        if (end.filter(known -> isFresh(known, now)).isPresent()) {
            return Optional.empty();
        }
        Optional<Credentials> kept = end.isEmpty() && Files.exists(file) ? Optional.of(read()) : Optional.empty();
        Credentials used = kept.filter(each -> isFresh(endOf(each), now) && isVouchedFor(each))
                .orElse(null);
        if (used == null) {
            used = make(now);
        }
        end = Optional.of(endOf(used));
        return Optional.of(used);
    }

    private static boolean isFresh(Instant end, Instant now) {
        return now.isBefore(end.minus(RENEWED_AHEAD));
    }

    private static Instant endOf(Credentials credentials) {
        return credentials.chain().getFirst().getNotAfter().toInstant();
    }

    /** Not so if the relay's key is another one than when the file was made. */
    private boolean isVouchedFor(Credentials credentials) {
        X509Certificate certificate = credentials.chain().getFirst();
        byte[] extension = certificate.getExtensionValue(RelayVoucher.OID);
        ByteString subjectKey = ByteString.copyFrom(certificate.getPublicKey().getEncoded());
        ByteString word = notary.word(subjectKey, endOf(credentials).getEpochSecond());
        return extension != null && ByteString.copyFrom(extension).endsWith(word);
    }

    private Credentials read() throws TlsException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            List<X509Certificate> chain = Pem.certificates(text);
            return new Credentials(Pem.key(text, chain.getFirst()), chain);
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read", e);
        } catch (TlsException e) {
            throw new TlsException(
                    "%s cannot be used: %s; remove it, and another one is made".formatted(file, e.getMessage()), e);
        }
    }

    private Credentials make(Instant now) throws TlsException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            KeyPair pair = generator.generateKeyPair();
            byte[] certificate = certificate(pair, now.truncatedTo(ChronoUnit.SECONDS));
            String text = Pem.write("CERTIFICATE", certificate)
                    + Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded());
            keeper.write(file, ByteString.copyFromUtf8(text));
            return new Credentials(pair.getPrivate(), Pem.certificates(text));
        } catch (IOException e) {
            throw new TlsException(file + " cannot be made: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new TlsException("no certificate can be made: " + e.getMessage(), e);
        }
    }

    /** RFC 5280, section 4.1. */
    private byte[] certificate(KeyPair pair, Instant now) throws GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name("CN=Meridian relay");
        Instant notAfter = now.plus(LIFE);
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(0)));
        generator.setSignature(algorithm);
        generator.setIssuer(name);
        generator.setSubject(name);
        // Clocks of clients may be a little behind.
        generator.setStartDate(new Time(Date.from(now.minus(BACKDATED))));
        generator.setEndDate(new Time(Date.from(notAfter)));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        generator.setExtensions(extensions(pair, notAfter));
        TBSCertificate unsigned = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate(), RANDOM);
        signature.update(unsigned.getEncoded());
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(unsigned);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded();
    }

    private org.bouncycastle.asn1.x509.Extensions extensions(KeyPair pair, Instant notAfter) throws IOException {
        ByteString subjectKey = ByteString.copyFrom(pair.getPublic().getEncoded());
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        extensions.addExtension(
                new ASN1ObjectIdentifier(RelayVoucher.OID),
                false,
                notary.word(subjectKey, notAfter.getEpochSecond()).toByteArray());
        return extensions.generate();
    }
}
