package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import java.text.Normalizer;

/**
 * What a person types to open a key file. Its string form shows nothing of it.
 *
 * @param text not empty
 */
public record Passphrase(String text) {
    /** @throws IllegalArgumentException if it is empty */
    public Passphrase {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a passphrase is not empty");
        }
    }

    // Keyboards differ in how they compose accents; NFC makes them the same.
    ByteString bytes() {
        return ByteString.copyFromUtf8(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** Nothing of the text. */
    @Override
    public String toString() {
        return "Passphrase[...]";
    }
}
