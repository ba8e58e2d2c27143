package dev.meridian.model.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The project's own small files. */
public final class Samples {

    private Samples() {}

    /** A file of {@code src/test/resources/formats}. */
    public static byte[] read(String path) {
        try (InputStream in = Samples.class.getResourceAsStream("/formats/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
