package dev.meridian.sync.trust;

/**
 * What a person types to open a key file. Its string form shows nothing of it.
 *
 * @param text not empty
 */
public record Passphrase(String text) {
    /** Nothing of the text. */
    @Override
    public String toString() {
        return "Passphrase[...]";
    }
}
