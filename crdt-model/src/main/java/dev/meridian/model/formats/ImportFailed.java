package dev.meridian.model.formats;

import java.util.Optional;

/**
 * A file cannot be imported, and nothing of it is.
 *
 * @param file as the caller named it
 * @param at where, if a place is to blame
 * @param reason one sentence for a person
 */
public record ImportFailed(String file, Optional<Mark> at, String reason) implements ImportResult {

    /** {@code file:line:column: reason}, as compilers say it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        at.ifPresent(mark -> {
            text.append(':').append(mark.line());
            if (mark.column() > 0) {
                text.append(':').append(mark.column());
            }
        });
        return text.append(": ").append(reason).toString();
    }
}
