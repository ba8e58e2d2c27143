package dev.meridian.server.config;

import dev.meridian.server.RelaySettings;
import dev.meridian.server.TlsSettings;
import dev.meridian.server.admin.AdminSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

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
        Map<String, Long> limits) {

    private static final String DATA = "data";
    private static final String LISTEN = "listen";
    private static final String KEY = "key";
    private static final String PASSPHRASE_FILE = "passphraseFile";
    private static final String TLS = "tls";
    private static final String TLS_CERTIFICATE = "tlsCertificate";
    private static final String TLS_KEY = "tlsKey";
    private static final String PUBLIC_HOSTS = "publicHosts";
    private static final String NATIVE_DIR = "nativeDir";
    private static final String ADMIN = "admin";
    private static final String BACKUPS = "backups";
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
            BACKUPS);

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
                throw at(
                        file,
                        each.getValue(),
                        "there is no setting \"" + each.getKey() + "\"; meridian relay --print-config shows them all");
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
                limits);
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

    /** Each limit by its name in the file, in bytes, milliseconds or pieces. */
    public static Map<String, Long> limits(RelaySettings settings) {
        Map<String, Long> limits = new LinkedHashMap<>();
        for (Limit limit : Limit.ALL) {
            limits.put(limit.key(), limit.in(settings));
        }
        return limits;
    }

    /** Settings as a file that says the same, a line each. */
    public static List<String> print(RelaySettings settings) {
        List<String> lines = new ArrayList<>(List.of(
                "# Settings of a Meridian relay: meridian relay --config FILE. Flags win over the file.",
                "# None is needed: what a file does not name is as it stands here.",
                ""));
        lines.add(line(DATA, settings.store().dataDir().toString(), "directory for the logs"));
        lines.add(line(LISTEN, settings.listen().toString(), "HOST:PORT; port 0 takes a free one"));
        lines.add(line(KEY, settings.keyFile().toString(), "the relay's identity; keep a copy"));
        lines.add((settings.passphraseFile().isEmpty() ? "# " : "")
                + line(
                        PASSPHRASE_FILE,
                        settings.passphraseFile().map(Path::toString).orElse("relay.passphrase"),
                        "its first line opens the key file"));
        lines.addAll(tlsLines(settings));
        String hosts =
                String.join(", ", settings.publicHosts().stream().sorted().toList());
        lines.add((hosts.isEmpty() ? "# " : "")
                + line(
                        PUBLIC_HOSTS,
                        hosts.isEmpty() ? "relay.example" : hosts,
                        "names by which clients dial it; else any"));
        lines.add(line(NATIVE_DIR, settings.store().nativeDir().toString(), "for RocksDB's library, unpacked once"));
        Optional<AdminSettings.Address> admin = settings.admin().address();
        lines.add((admin.isEmpty() ? "# " : "")
                + line(
                        ADMIN,
                        admin.map(at -> new RelaySettings.Listen(at.host(), at.port()).toString())
                                .orElse("127.0.0.1:7401"),
                        "HOST:PORT for metrics and backups; keep it private"));
        Optional<Path> backups = settings.admin().backups();
        lines.add((backups.isEmpty() ? "# " : "")
                + line(
                        BACKUPS,
                        backups.map(Path::toString).orElse("/srv/meridian-backups"),
                        "directory for backups, made when asked for"));
        String group = "";
        for (Limit limit : Limit.ALL) {
            String first = limit.key().substring(0, limit.key().indexOf('.'));
            if (!first.equals(group)) {
                lines.add("");
                group = first;
            }
            lines.add(line(limit.key(), limit.unit().write(limit.in(settings)), limit.meaning()));
        }
        return List.copyOf(lines);
    }

    private static List<String> tlsLines(RelaySettings settings) {
        return switch (settings.tls()) {
            case TlsSettings.Off off ->
                List.of(line(TLS, "off", "or a FILE for a certificate of its own, or tlsCertificate and tlsKey"));
            case TlsSettings.Own own ->
                List.of(line(TLS, own.file().toString(), "a certificate of its own; off: none"));
            case TlsSettings.Given given ->
                List.of(
                        line(TLS_CERTIFICATE, given.certificate().toString(), "the certificate and its chain, PEM"),
                        line(TLS_KEY, given.key().toString(), "its key, PKCS #8, PEM"));
        };
    }

    private static String line(String key, String value, String meaning) {
        String setting = key + " = " + value;
        return setting + " ".repeat(Math.max(1, 48 - setting.length())) + " # " + meaning;
    }
}
