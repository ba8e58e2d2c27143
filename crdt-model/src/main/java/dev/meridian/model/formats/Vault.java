package dev.meridian.model.formats;

import java.util.Optional;
import java.util.SortedSet;

/** The files around an imported one, by path relative to one root, with {@code /} between names. */
public interface Vault {

    /** No files at all. */
    Vault NONE = new Vault() {
        @Override
        public Optional<byte[]> read(String path) {
            return Optional.empty();
        }

        @Override
        public SortedSet<String> paths() {
            return java.util.Collections.emptySortedSet();
        }
    };

    /** The bytes of a file, or nothing where there is none. Asked only for paths that {@link Paths#resolve} made: none leads out of the root. */
    Optional<byte[]> read(String path);

    /** All files. */
    SortedSet<String> paths();
}
