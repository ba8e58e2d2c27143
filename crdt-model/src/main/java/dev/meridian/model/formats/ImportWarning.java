package dev.meridian.model.formats;

import java.util.Optional;

/**
 * Something that an import did otherwise than somebody may expect.
 *
 * @param file as the caller named it
 * @param sentence for a person
 */
public record ImportWarning(String file, Optional<Mark> at, String sentence) {

    public static ImportWarning of(String file, Mark at, String sentence) {
        return new ImportWarning(file, Optional.of(at), sentence);
    }

    /** {@code file:line:column: sentence}. */
    @Override
    public String toString() {
        return new ImportFailed(file, at, sentence).toString();
    }
}
