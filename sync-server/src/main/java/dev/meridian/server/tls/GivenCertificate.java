package dev.meridian.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate that somebody else makes and renews: two PEM files, read again when either has changed. Not thread-safe. */
public final class GivenCertificate implements CredentialSource {
    private final Path certificate;
    private final Path key;
    private Optional<Stamp> seen = Optional.empty();

    public GivenCertificate(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    private record Stamp(Instant certificateChanged, Instant keyChanged) {}

    @Override
    public Optional<Credentials> renewed(Instant now) throws TlsException {
        Optional<Stamp> stamp = Optional.of(new Stamp(changed(certificate), changed(key)));
        if (stamp.equals(seen)) {
            return Optional.empty();
        }
        List<X509Certificate> chain = chain();
        if (chain.getFirst().getNotAfter().toInstant().isBefore(now)) {
            throw new TlsException("%s cannot be used: it was good until %s"
                    .formatted(certificate, chain.getFirst().getNotAfter().toInstant()));
        }
        Credentials read = fitting(new Credentials(keyOf(chain.getFirst()), chain));
        seen = stamp;
        return Optional.of(read);
    }

    private List<X509Certificate> chain() throws TlsException {
        try {
            return Pem.certificates(text(certificate));
        } catch (TlsException e) {
            throw of(certificate, e);
        }
    }

    private java.security.PrivateKey keyOf(X509Certificate owner) throws TlsException {
        try {
            return Pem.key(text(key), owner);
        } catch (TlsException e) {
            throw of(key, e);
        }
    }

    private Credentials fitting(Credentials read) throws TlsException {
        try {
            if (read.fit()) {
                return read;
            }
            throw new TlsException("the key in %s is not that of the certificate in %s".formatted(key, certificate));
        } catch (GeneralSecurityException e) {
            throw new TlsException("the key in %s is not that of the certificate in %s".formatted(key, certificate), e);
        }
    }

    private static TlsException of(Path file, TlsException cause) {
        return new TlsException(file + " cannot be used: " + cause.getMessage(), cause);
    }

    private static String text(Path file) throws TlsException {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new TlsException("it cannot be read", e);
        }
    }

    private static Instant changed(Path file) throws TlsException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read", e);
        }
    }
}
