package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Logs;
import dev.meridian.cli.run.Run;
import dev.meridian.client.RelayPlace;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.RelayStartException;
import dev.meridian.server.TlsSettings;
import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.config.ConfigException;
import dev.meridian.server.config.ConfigFile;
import dev.meridian.server.config.LogForm;
import dev.meridian.sync.id.Sha256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian relay}. */
@Command(
        name = "relay",
        header = "Run a relay, which orders and keeps what teams seal.",
        description = {
            "It serves any number of workspaces and can read none of them.",
            "Prints one line where it listens, then one line an event on stderr. Ctrl-C stops it gracefully.",
            "Beyond this machine, give it --tls, a certificate (--tls-cert), or a reverse proxy that speaks TLS."
        })
final class RelayCommand implements Leaf {

    @Option(names = "--data", paramLabel = "DIR", description = "Where the logs are kept (default: HOME/relay).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen; port 0 takes a free one (default: 127.0.0.1:7400).",
            converter = Conversions.ToListen.class)
    private Optional<Listen> listen = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The relay's identity, made when it is missing (default: DIR.key, beside the data). Keep a copy: "
                            + "a relay that lost its data is refilled by its clients, one that lost its key is another relay.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--tls",
            description =
                    "Speak TLS 1.3 with a certificate of its own, kept beside the data and renewed in time. Meridian's command"
                            + " line trusts it by the relay's key; browsers want --tls-cert, or a proxy.")
    private boolean ownTls;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speak TLS 1.3 with this certificate and its chain, PEM. Read again when it changes.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's key: PKCS #8, PEM, not encrypted.")
    private Optional<Path> certificateKey = Optional.empty();

    @Option(
            names = "--public-host",
            paramLabel = "HOST[:PORT]",
            description = "A name by which clients may dial it; may be repeated (default: any).")
    private List<String> hosts = List.of();

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description =
                    "A door for the operator: metrics and backups. Whoever reaches it may use it, so keep it private (default: none).",
            converter = Conversions.ToListen.class)
    private Optional<Listen> admin = Optional.empty();

    @Option(
            names = "--backups",
            paramLabel = "DIR",
            description = "Where backups go when asked for: meridian backup (default: none are made).")
    private Optional<Path> backups = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, one a line: these flags and every limit. A flag wins over the file.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "FORM",
            description = "The log on stderr: text, or json, one object a line (default: text).",
            converter = Conversions.ToLogForm.class)
    private Optional<LogForm> log = Optional.empty();

    @Option(
            names = "--print-config",
            description = "Print every setting with its value and unit, as a file for --config, and start nothing.")
    private boolean printConfig;

    @Override
    public Answer answer(Run run) throws RelayStartException, IOException {
        ConfigFile said = file(run);
        RelaySettings settings = settings(run, said);
        LogForm form = log.or(said::log).orElse(LogForm.TEXT);
        if (printConfig) {
            return Answer.ok(
                    json(settings, form),
                    page -> ConfigFile.print(settings, form).forEach(page::line));
        }
        run.surroundings()
                .logs()
                .show(run.verbose() ? Logs.Level.DETAILS : run.quiet() ? Logs.Level.QUIET : Logs.Level.EVENTS, form);
        try (RelayServer relay = RelayServer.start(settings)) {
            announce(run, relay, settings);
            run.surroundings().stop().await();
        }
        return Answer.silent();
    }

    private ConfigFile file(Run run) throws IOException {
        if (config.isEmpty()) {
            return ConfigFile.NONE;
        }
        Path file = run.path(config.get());
        try {
            return ConfigFile.read(file, text(file));
        } catch (ConfigException e) {
            throw new CommandFailed(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private RelaySettings settings(Run run, ConfigFile said) {
        try {
            Path directory = data.map(run::path)
                    .or(said::data)
                    .orElseGet(() -> run.home().resolve("relay"));
            RelaySettings settings = RelaySettings.of(
                            directory, listen.or(said::listen).orElse(new Listen("127.0.0.1", 7400)))
                    .withPublicHosts(hosts.isEmpty() ? said.publicHosts() : Set.copyOf(hosts))
                    .withAdmin(new AdminSettings(
                            admin.or(said::admin).map(at -> new AdminSettings.Address(at.host(), at.port())),
                            backups.map(run::path).or(said::backups),
                            AdminSettings.NONE.backupsKept()));
            Optional<Path> identity = key.map(run::path).or(said::key);
            settings = identity.map(settings::withKeyFile).orElse(settings);
            Optional<Path> passphrase = run.passphraseFile().map(run::path).or(said::passphraseFile);
            settings = passphrase.map(settings::withPassphraseFile).orElse(settings);
            Optional<TlsSettings> tls = tls(run, said, settings.ownCertificateFile());
            settings = tls.map(settings::withTls).orElse(settings);
            return said.limiting(settings, config.map(run::path).orElse(Path.of("")));
        } catch (ConfigException e) {
            throw new CommandFailed(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<TlsSettings> tls(Run run, ConfigFile said, Path ownFile) {
        if (certificate.isPresent() != certificateKey.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "a certificate has a key: give both --tls-cert and --tls-key");
        }
        if (certificate.isPresent() && certificateKey.isPresent()) {
            if (ownTls) {
                throw new CommandFailed(ExitCode.USAGE, "give --tls, or --tls-cert and --tls-key; not all three");
            }
            return Optional.of(new TlsSettings.Given(run.path(certificate.get()), run.path(certificateKey.get())));
        }
        return ownTls ? Optional.of(new TlsSettings.Own(ownFile)) : said.tls();
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CommandFailed(ExitCode.BAD_INPUT, file + ": is not UTF-8 text", e);
        }
    }

    private static Json json(RelaySettings settings, LogForm form) {
        Json.Fields limits = Json.object();
        ConfigFile.limits(settings).forEach((name, value) -> limits.put(name, value.longValue()));
        return Json.object()
                .put("data", settings.dataDir().toString())
                .put("listen", settings.listen().toString())
                .put("key", settings.keyFile().toString())
                .put("passphraseFile", settings.passphraseFile().map(Path::toString))
                .put("tls", tlsJson(settings.tls()))
                .put("publicHosts", settings.publicHosts().stream().sorted().toList())
                .put(
                        "admin",
                        settings.admin()
                                .address()
                                .map(at -> new Listen(at.host(), at.port()).toString())
                                .orElse(""))
                .put("backups", settings.admin().backups().map(Path::toString).orElse(""))
                .put("log", form.word())
                .put("limits", limits);
    }

    private static Json tlsJson(TlsSettings tls) {
        return switch (tls) {
            case TlsSettings.Off off -> Json.object().put("speaks", false);
            case TlsSettings.Own own ->
                Json.object().put("speaks", true).put("own", own.file().toString());
            case TlsSettings.Given given ->
                Json.object()
                        .put("speaks", true)
                        .put("certificate", given.certificate().toString())
                        .put("key", given.key().toString());
        };
    }

    private static void announce(Run run, RelayServer relay, RelaySettings settings) {
        String url = (relay.isSecure() ? "https://" : "http://") + authority(relay.address());
        String pin = RelayPlace.pinText(Sha256.of(relay.key().bytes()));
        run.print(Answer.ok(
                Json.object()
                        .put("listening", url)
                        .put("data", settings.dataDir().toString())
                        .put("key", settings.keyFile().toString())
                        .put("pin", pin)
                        .put("admin", relay.adminAddress().map(RelayCommand::url)),
                page -> {
                    page.line("relay listening on " + url + ", data in " + settings.dataDir());
                    if (settings.tls() instanceof TlsSettings.Own) {
                        page.line("it made its certificate itself; found workspaces with --pin " + pin);
                    }
                    relay.adminAddress()
                            .ifPresent(door -> page.line("metrics and backups for its operator on " + url(door)));
                }));
    }

    private static String authority(InetSocketAddress address) {
        return new Listen(address.getAddress().getHostAddress(), address.getPort()).toString();
    }

    /** Of what speaks no TLS. */
    private static String url(InetSocketAddress address) {
        return "http://" + authority(address);
    }
}
