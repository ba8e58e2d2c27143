package dev.meridian.server.config;

import dev.meridian.server.RelaySettings;
import dev.meridian.server.TlsSettings;
import dev.meridian.server.admin.AdminSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings as a file that says the same. What is not set stands there as a comment, with an example.
 *
 * @param log which is the process's, not the relay's
 */
record ConfigPrint(RelaySettings settings, LogForm log) {
    private static final int MEANING_COLUMN = 48;

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "# Settings of a Meridian relay: meridian relay --config FILE. Flags win over the file.",
                "# None is needed: what a file does not name is as it stands here.",
                ""));
        lines.addAll(words());
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

    private List<String> words() {
        AdminSettings admin = settings.admin();
        List<String> lines = new ArrayList<>();
        lines.add(line(ConfigFile.DATA, settings.store().dataDir().toString(), "directory for the logs"));
        lines.add(line(ConfigFile.LISTEN, settings.listen().toString(), "HOST:PORT; port 0 takes a free one"));
        lines.add(line(ConfigFile.KEY, settings.keyFile().toString(), "the relay's identity; keep a copy"));
        lines.add(optional(
                ConfigFile.PASSPHRASE_FILE,
                settings.passphraseFile().map(Path::toString),
                "relay.passphrase",
                "its first line opens the key file"));
        lines.addAll(tlsLines());
        List<String> hosts = settings.publicHosts().stream().sorted().toList();
        lines.add(optional(
                ConfigFile.PUBLIC_HOSTS,
                hosts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", hosts)),
                "relay.example",
                "names by which clients dial it; else any"));
        lines.add(line(
                ConfigFile.NATIVE_DIR,
                settings.store().nativeDir().toString(),
                "for RocksDB's library, unpacked once"));
        lines.add(optional(
                ConfigFile.ADMIN,
                admin.address().map(at -> new RelaySettings.Listen(at.host(), at.port()).toString()),
                "127.0.0.1:7401",
                "HOST:PORT for metrics and backups; keep it private"));
        lines.add(optional(
                ConfigFile.BACKUPS,
                admin.backups().map(Path::toString),
                "/srv/meridian-backups",
                "directory for backups, made when asked for"));
        lines.add(line(ConfigFile.LOG, log.word(), "text, or json: one object a line"));
        return lines;
    }

    private List<String> tlsLines() {
        return switch (settings.tls()) {
            case TlsSettings.Off off ->
                List.of(line(
                        ConfigFile.TLS, "off", "or a FILE for a certificate of its own, or tlsCertificate and tlsKey"));
            case TlsSettings.Own own ->
                List.of(line(ConfigFile.TLS, own.file().toString(), "a certificate of its own; off: none"));
            case TlsSettings.Given given ->
                List.of(
                        line(
                                ConfigFile.TLS_CERTIFICATE,
                                given.certificate().toString(),
                                "the certificate and its chain, PEM"),
                        line(ConfigFile.TLS_KEY, given.key().toString(), "its key, PKCS #8, PEM"));
        };
    }

    private static String optional(String key, Optional<String> value, String example, String meaning) {
        return value.map(set -> line(key, set, meaning)).orElseGet(() -> "# " + line(key, example, meaning));
    }

    private static String line(String key, String value, String meaning) {
        String setting = key + " = " + value;
        return setting + " ".repeat(Math.max(1, MEANING_COLUMN - setting.length())) + " # " + meaning;
    }
}
