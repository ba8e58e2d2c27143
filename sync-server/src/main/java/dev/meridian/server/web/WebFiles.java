package dev.meridian.server.web;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web client, all in memory: no event loop waits for a disk, and no path of a request ever reaches one. They are a few megabytes. Safe for every
 * thread.
 *
 * <p>The build puts them under {@code meridian-web/} of the class path with a list, {@code files.txt}: one line a file of path, hash and codings, with blanks
 * between.
 */
public final class WebFiles {
    private static final String ROOT = "/meridian-web/";
    private static final String LIST = "files.txt";
    private static final String PAGE = "index.html";
    private static final String HASHED = "assets/";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    private final Map<String, WebFile> byPath;

    private WebFiles(Map<String, WebFile> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /** Of a relay that serves no pages. */
    public static WebFiles none() {
        return new WebFiles(Map.of());
    }

    /** Those that this program was packaged with; none where it was packaged without. */
    public static WebFiles onClassPath() {
        Optional<ByteString> list = resource(LIST);
        if (list.isEmpty()) {
            return none();
        }
        Map<String, WebFile> files = new HashMap<>();
        list.get().toString(StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            files.put("/" + words[0], read(words));
        });
        WebFile page = files.get("/" + PAGE);
        if (page != null) {
            files.put("/", page);
            files.put("/join", page); // where invite links point
            files.put("/device", page); // and those of a person's other devices
        }
        return new WebFiles(files);
    }

    private static WebFile read(String[] words) {
        String path = words[0];
        Map<WebCoding, ByteString> bytes = new EnumMap<>(WebCoding.class);
        bytes.put(WebCoding.PLAIN, required(path));
        for (int i = 2; i < words.length; i++) {
            WebCoding.named(words[i]).ifPresent(coding -> bytes.put(coding, required(path + coding.suffix())));
        }
        return new WebFile(typeOf(path), words[1], path.startsWith(HASHED), bytes);
    }

    private static String typeOf(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static ByteString required(String path) {
        return resource(path).orElseThrow(() -> new IllegalStateException("the jar lists " + path + ", and lacks it"));
    }

    private static Optional<ByteString> resource(String path) {
        try (@Nullable InputStream in = WebFiles.class.getResourceAsStream(ROOT + path)) {
            return in == null ? Optional.empty() : Optional.of(ByteString.readFrom(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read: " + path, e);
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** The one at the path of a request, {@code /assets/index.js}. */
    public Optional<WebFile> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
