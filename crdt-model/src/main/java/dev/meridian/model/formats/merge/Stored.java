package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.plan.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How much can be remembered of one thing. The readers' limits keep nearly all files below it; this is the last word. */
final class Stored {

    /** For quotes, commas and escapes around the values of a source. */
    private static final int BYTES_PER_VALUE = 16;

    private Stored() {}

    static void require(String value, String file, Mark at, String what) throws BadInput {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.VALUE_BYTES_MAX) {
            throw new BadInput(
                    file,
                    at,
                    "the " + what + " take " + bytes + " bytes, and at most " + Limits.VALUE_BYTES_MAX + " are kept");
        }
    }

    static void require(Map<String, String> values, String file, Mark at) throws BadInput {
        StringBuilder all = new StringBuilder();
        values.forEach((key, value) ->
                all.append(key).append(value.replace("\"", "\\\"")).append(" ".repeat(BYTES_PER_VALUE)));
        require(all.toString(), file, at, "owners, labels and documents");
    }
}
