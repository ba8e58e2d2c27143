package dev.meridian.model.formats.merge;

import dev.meridian.model.value.Field;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file that Meridian wrote says of the values in it: {@code title:1f0c2a9b status:77e1d0aa}. When the file comes back, changed elsewhere,
 * this tells what was changed there and what was changed here since.
 */
public final class Exported {

    /** Where it stands in our own object. */
    public static final String KEY = "exported";

    private Exported() {}

    /** Leaves out what it does not understand. */
    public static Map<Field, String> read(String text) {
        Map<Field, String> prints = new EnumMap<>(Field.class);
        for (String item : text.split(" ", -1)) {
            int colon = item.indexOf(':');
            for (Field field : Field.values()) {
                if (colon > 0 && field.key().equals(item.substring(0, colon))) {
                    prints.put(field, item.substring(colon + 1));
                }
            }
        }
        return prints;
    }

    /** @param values by field; those of sets as {@link Fingerprint#joined} */
    public static String write(Map<Field, String> values) {
        Map<String, String> prints = new TreeMap<>();
        values.forEach((field, value) -> prints.put(field.key(), Fingerprint.brief(value)));
        return String.join(
                " ",
                prints.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .toList());
    }
}
