package dev.meridian.server;

import java.nio.file.Path;

/** Whether a relay speaks TLS itself, and with which certificate. It is TLS 1.3 or nothing. */
public sealed interface TlsSettings {
    /** It does not: for one machine alone, or behind a proxy that does. */
    record Off() implements TlsSettings {}

    /**
     * With a certificate of its own, made where there is none and made anew before it is over. Meridian's Java client knows it by the relay's key; a browser
     * does not.
     *
     * @param file the certificate and its key, PEM
     */
    record Own(Path file) implements TlsSettings {}

    /**
     * With a certificate that somebody else made. Read again when it changes.
     *
     * @param certificate the chain, PEM, the relay's own first
     * @param key PKCS #8, PEM, not encrypted
     */
    record Given(Path certificate, Path key) implements TlsSettings {}
}
