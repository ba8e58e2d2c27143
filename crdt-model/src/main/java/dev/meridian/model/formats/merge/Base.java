package dev.meridian.model.formats.merge;

import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Source;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What one field was when file and workspace last agreed: as the file says that Meridian exported it, else as it was last imported.
 *
 * @param stored {@link Fingerprint#of} the last imported value
 * @param exported {@link Fingerprint#brief} of the exported one
 */
record Base(Optional<String> stored, Optional<String> exported) {

    /** What is remembered of foreign keys where there are none. */
    static final String NO_EXTRA = "{}";

    /** Of the foreign keys: where nothing is remembered, there were none. */
    static Base ofExtra(Meta meta, String kind, SourceThing theirs) {
        Base base = of(meta, kind, theirs, Field.EXTRA);
        return base.known() ? base : new Base(Optional.of(NO_EXTRA), Optional.empty());
    }

    static Base of(Meta meta, String kind, SourceThing theirs, Field field) {
        return new Base(
                meta.source().map(Source::values).map(values -> values.get(key(kind, field))),
                Optional.ofNullable(theirs.exported().get(field)));
    }

    /** Several formats may have seen one card: each remembers for itself. */
    static String key(String kind, Field field) {
        return key(kind, field.key());
    }

    static String key(String kind, String field) {
        return kind + "." + field;
    }

    boolean known() {
        return stored.isPresent() || exported.isPresent();
    }

    /** Sets are stored whole, so that items can be told apart. */
    boolean matches(SortedSet<String> words) {
        String joined = Fingerprint.joined(words);
        return exported.isPresent()
                ? exported.get().equals(Fingerprint.brief(joined))
                : stored.isPresent() && stored.get().equals(joined);
    }

    boolean matches(String value) {
        return exported.isPresent()
                ? exported.get().equals(Fingerprint.brief(value))
                : stored.isPresent() && stored.get().equals(Fingerprint.of(value));
    }
}
