package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.JsonReader;
import dev.meridian.model.json.Json;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what {@link Fingerprint#joined} wrote into a source. */
final class StoredSet {

    private StoredSet() {}

    /** Empty where somebody wrote there what is not ours: then nothing is known to have been there. */
    static SortedSet<String> read(String joined) {
        SortedSet<String> words = new TreeSet<>();
        try {
            if (JsonReader.read(new SourceText("source", joined), FormatLimits.DEFAULT)
                            .value()
                    instanceof Json.Arr array) {
                for (Json item : array.items()) {
                    if (item instanceof Json.Str word) {
                        words.add(word.value());
                    }
                }
            }
            return words;
        } catch (BadInput notOurs) {
            return new TreeSet<>();
        }
    }
}
