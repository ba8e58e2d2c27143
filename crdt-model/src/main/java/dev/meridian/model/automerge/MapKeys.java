package dev.meridian.model.automerge;

import org.jspecify.annotations.Nullable;

/** What may be the key of a map: printable ASCII, because Automerge Java throws at emoji and NUL, and because keys are ids and field names. */
final class MapKeys {

    private MapKeys() {}

    /** What is wrong with a key, null where nothing is. */
    static @Nullable String fault(String key, int bytesMax) {
        if (key.isEmpty()) {
            return "empty key";
        }
        if (key.length() > bytesMax) {
            return "key of more than " + bytesMax + " bytes";
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                return "key that is not printable ASCII";
            }
        }
        return null;
    }
}
