package dev.meridian.server.config;

import dev.meridian.server.RelaySettings;
import dev.meridian.server.TlsSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A settings file of a relay: a line for each setting, {@code key = value}; {@code #} begins a comment. What it does not name keeps its
 * default. See docs/operations.md.
 *
 * @param data as in the file; relative paths start where the file lies
 * @param listen as in the file
 * @param key as in the file
 * @param passphraseFile as in the file
 * @param tls as in the file; empty: it says nothing
 * @param publicHosts as in the file; empty: any
 * @param nativeDir as in the file
 * @param admin as in the file
 * @param backups as in the file
 * @param log as in the file
 * @param limits the numbers that it names, in bytes, milliseconds, or pieces
 */
public record ConfigFile(
        Optional<Path> data,
        Optional<RelaySettings.Listen> listen,
        Optional<Path> key,
        Optional<Path> passphraseFile,
        Optional<TlsSettings> tls,
        Set<String> publicHosts,
        Optional<Path> nativeDir,
        Optional<RelaySettings.Listen> admin,
        Optional<Path> backups,
        Optional<LogForm> log,
        Map<String, Long> limits) {

    static final String DATA = "data";
    static final String LISTEN = "listen";
    static final String KEY = "key";
    static final String PASSPHRASE_FILE = "passphraseFile";
    static final String TLS = "tls";
    static final String TLS_CERTIFICATE = "tlsCertificate";
    static final String TLS_KEY = "tlsKey";
    static final String PUBLIC_HOSTS = "publicHosts";
    static final String NATIVE_DIR = "nativeDir";
    static final String ADMIN = "admin";
    static final String BACKUPS = "backups";
    static final String LOG = "log";
    private static final Set<String> WORDS = Set.of(
            DATA,
            LISTEN,
            KEY,
            PASSPHRASE_FILE,
            TLS,
            TLS_CERTIFICATE,
            TLS_KEY,
            PUBLIC_HOSTS,
            NATIVE_DIR,
            ADMIN,
            BACKUPS,
            LOG);

    /** No file. */
    public static final ConfigFile NONE = new ConfigFile(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    /** Copies what it gets. */
    public ConfigFile {
        publicHosts = Set.copyOf(publicHosts);
        limits = Map.copyOf(limits);
    }

    private record Line(int number, String value) {}

    /**
     * Reads a file's text.
     *
     * @param file where it lies: for messages, and for relative paths
     * @throws ConfigException for an unknown or repeated setting, or a value that is none
     */
    public static ConfigFile read(Path file, String text) throws ConfigException {
        Map<String, Line> lines = lines(file, text);
        Map<String, Long> limits = new HashMap<>();
        for (Map.Entry<String, Line> each : lines.entrySet()) {
            Optional<Limit> limit = Limit.of(each.getKey());
            if (limit.isPresent()) {
                limits.put(each.getKey(), number(file, limit.get(), each.getValue()));
            } else if (!WORDS.contains(each.getKey())) {
                throw at(file, each.getValue(), unknown(each.getKey()));
            }
        }
        return new ConfigFile(
                path(file, lines, DATA),
                listen(file, lines, LISTEN),
                path(file, lines, KEY),
                path(file, lines, PASSPHRASE_FILE),
                tls(file, lines),
                hosts(lines),
                path(file, lines, NATIVE_DIR),
                listen(file, lines, ADMIN),
                path(file, lines, BACKUPS),
                logForm(file, lines),
                limits);
    }

    private static String unknown(String key) {
        Stream<String> known =
                Stream.concat(WORDS.stream().sorted(), Limit.ALL.stream().map(Limit::key));
        return "there is no setting \"" + key + "\""
                + Nearest.to(key, known)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("; meridian relay --print-config shows them all");
    }

    private static Map<String, Line> lines(Path file, String text) throws ConfigException {
        Map<String, Line> found = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = withoutComment(line);
            if (content.isEmpty()) {
                continue;
            }
            int equals = content.indexOf('=');
            Line value = new Line(number, content.substring(equals + 1).strip());
            if (equals < 1 || value.value().isEmpty()) {
                throw at(file, value, "not a setting: key = value");
            }
            String key = content.substring(0, equals).strip();
            Line earlier = found.put(key, value);
            if (earlier != null) {
                throw at(file, value, "\"" + key + "\" was set in line " + earlier.number() + " already");
            }
        }
        return found;
    }

    // Within a value only a # after a blank begins a comment: paths may have one.
    private static String withoutComment(String line) {
        String stripped = line.strip();
        return stripped.startsWith("#")
                ? ""
                : stripped.replaceFirst("\\s#.*$", "").strip();
    }

    private static ConfigException at(Path file, Line line, String sentence) {
        return new ConfigException(file + ":" + line.number() + ": " + sentence);
    }

    private static long number(Path file, Limit limit, Line line) throws ConfigException {
        OptionalLong value = limit.unit().read(line.value());
        if (value.isEmpty()) {
            throw at(file, line, limit.key() + " is " + limit.unit().description() + "; not \"" + line.value() + "\"");
        }
        return value.getAsLong();
    }

    private static Optional<RelaySettings.Listen> listen(Path file, Map<String, Line> lines, String key)
            throws ConfigException {
        Line line = lines.get(key);
        if (line == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RelaySettings.Listen.parse(line.value()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + ":" + line.number() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Path> path(Path file, Map<String, Line> lines, String key) throws ConfigException {
        Line line = lines.get(key);
        if (line == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    file.toAbsolutePath().resolveSibling(line.value()).normalize());
        } catch (InvalidPathException e) {
            throw new ConfigException(file + ":" + line.number() + ": not a path: " + e.getReason(), e);
        }
    }

    private static Optional<LogForm> logForm(Path file, Map<String, Line> lines) throws ConfigException {
        Line line = lines.get(LOG);
        if (line == null) {
            return Optional.empty();
        }
        Optional<LogForm> form = LogForm.named(line.value());
        if (form.isEmpty()) {
            throw at(file, line, "log is text or json; not \"" + line.value() + "\"");
        }
        return form;
    }

    /** {@code tls = FILE} is an own certificate there, {@code tls = off} none; {@code tlsCertificate} and {@code tlsKey} are a given one. */
    private static Optional<TlsSettings> tls(Path file, Map<String, Line> lines) throws ConfigException {
        Optional<Path> certificate = path(file, lines, TLS_CERTIFICATE);
        Optional<Path> key = path(file, lines, TLS_KEY);
        Line own = lines.get(TLS);
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigException(
                    file + ": a certificate has a key: set both " + TLS_CERTIFICATE + " and " + TLS_KEY);
        }
        if (certificate.isPresent() && key.isPresent()) {
            if (own != null) {
                throw at(file, own, "set " + TLS + ", or " + TLS_CERTIFICATE + " and " + TLS_KEY + "; not all three");
            }
            return Optional.of(new TlsSettings.Given(certificate.get(), key.get()));
        }
        if (own != null && own.value().equals("off")) {
            return Optional.of(new TlsSettings.Off());
        }
        return path(file, lines, TLS).map(TlsSettings.Own::new);
    }

    private static Set<String> hosts(Map<String, Line> lines) {
        Line line = lines.get(PUBLIC_HOSTS);
        return line == null
                ? Set.of()
                : Arrays.stream(line.value().split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }

    /**
     * These settings, but for the limits that the file names.
     *
     * @param file for messages
     * @throws ConfigException if the limits do not fit each other
     */
    public RelaySettings limiting(RelaySettings defaults, Path file) throws ConfigException {
        Map<String, Long> values = new HashMap<>();
        for (Limit limit : Limit.ALL) {
            values.put(limit.key(), limits.getOrDefault(limit.key(), limit.in(defaults)));
        }
        try {
            return new LimitedSettings(values).of(defaults, nativeDir);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + ": the settings do not fit each other: " + e.getMessage(), e);
        }
    }

    /** Settings as a file that says the same, a line each. */
    public static List<String> print(RelaySettings settings, LogForm log) {
        return new ConfigPrint(settings, log).lines();
    }

    /** Each limit by its name in the file, in bytes, milliseconds or pieces. */
    public static Map<String, Long> limits(RelaySettings settings) {
        Map<String, Long> limits = new LinkedHashMap<>();
        for (Limit limit : Limit.ALL) {
            limits.put(limit.key(), limit.in(settings));
        }
        return limits;
    }
}
