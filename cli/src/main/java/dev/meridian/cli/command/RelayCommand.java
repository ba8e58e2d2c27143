package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Logs;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.RelayStartException;
import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.config.ConfigException;
import dev.meridian.server.config.ConfigFile;
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
            "Beyond this machine, put it behind a reverse proxy that speaks TLS."
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
            names = "--print-config",
            description = "Print every setting with its value and unit, as a file for --config, and start nothing.")
    private boolean printConfig;

    @Override
    public Answer answer(Run run) throws RelayStartException, IOException {
        RelaySettings settings = settings(run);
        if (printConfig) {
            return Answer.ok(json(settings), page -> ConfigFile.print(settings).forEach(page::line));
        }
        run.surroundings()
                .logs()
                .show(run.verbose() ? Logs.Level.DETAILS : run.quiet() ? Logs.Level.QUIET : Logs.Level.EVENTS);
        try (RelayServer relay = RelayServer.start(settings)) {
            announce(run, relay, settings.dataDir(), settings.keyFile());
            run.surroundings().stop().await();
        }
        return Answer.silent();
    }

    private RelaySettings settings(Run run) throws IOException {
        Path file = config.map(run::path).orElse(Path.of(""));
        try {
            ConfigFile said = config.isPresent() ? ConfigFile.read(file, text(file)) : ConfigFile.NONE;
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
            return said.limiting(identity.map(settings::withKeyFile).orElse(settings), file);
        } catch (ConfigException e) {
            throw new CommandFailed(ExitCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CommandFailed(ExitCode.BAD_INPUT, file + ": is not UTF-8 text", e);
        }
    }

    private static Json json(RelaySettings settings) {
        Json.Fields limits = Json.object();
        ConfigFile.limits(settings).forEach((name, value) -> limits.put(name, value.longValue()));
        return Json.object()
                .put("data", settings.dataDir().toString())
                .put("listen", settings.listen().toString())
                .put("key", settings.keyFile().toString())
                .put("publicHosts", settings.publicHosts().stream().sorted().toList())
                .put(
                        "admin",
                        settings.admin()
                                .address()
                                .map(at -> new Listen(at.host(), at.port()).toString())
                                .orElse(""))
                .put("backups", settings.admin().backups().map(Path::toString).orElse(""))
                .put("limits", limits);
    }

    private static void announce(Run run, RelayServer relay, Path data, Path key) {
        String url = url(relay.address());
        run.print(Answer.ok(
                Json.object()
                        .put("listening", url)
                        .put("data", data.toString())
                        .put("key", key.toString())
                        .put("admin", relay.adminAddress().map(RelayCommand::url)),
                page -> {
                    page.line("relay listening on " + url + ", data in " + data);
                    relay.adminAddress()
                            .ifPresent(door -> page.line("metrics and backups for its operator on " + url(door)));
                }));
    }

    /** How clients dial it. */
    static String url(InetSocketAddress address) {
        return "http://" + new Listen(address.getAddress().getHostAddress(), address.getPort());
    }
}
