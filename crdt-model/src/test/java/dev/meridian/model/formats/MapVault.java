package dev.meridian.model.formats;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in memory. */
public final class MapVault implements Vault {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    public MapVault with(String path, String text) {
        return with(path, TestWorkspace.utf8(text));
    }

    public MapVault with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public SortedSet<String> paths() {
        return new TreeSet<>(files.keySet());
    }
}
