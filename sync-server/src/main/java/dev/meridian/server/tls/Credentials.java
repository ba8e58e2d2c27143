package dev.meridian.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS server shows and proves.
 *
 * @param chain the server's own certificate first
 */
public record Credentials(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] SAMPLE = {1, 2, 3};

    /** Copies the chain. */
    public Credentials {
        chain = List.copyOf(chain);
    }

    /** Whether the key is the certificate's. */
    boolean fit() throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(SAMPLE);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(chain.getFirst().getPublicKey());
        verifier.update(SAMPLE);
        return verifier.verify(signature);
    }

    /** The certificate's subject and end; nothing of the key. */
    @Override
    public String toString() {
        return "Credentials[" + chain.getFirst().getSubjectX500Principal() + ", until "
                + chain.getFirst().getNotAfter().toInstant() + "]";
    }
}
