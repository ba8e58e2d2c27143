package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Logs;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.RelayStartException;
import java.net.InetSocketAddress;
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
            description = "Where to listen; port 0 takes a free one (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1:7400",
            converter = Conversions.ToListen.class)
    private Listen listen = new Listen("127.0.0.1", 7400);

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

    @Override
    public Answer answer(Run run) throws RelayStartException {
        run.surroundings()
                .logs()
                .show(run.verbose() ? Logs.Level.DETAILS : run.quiet() ? Logs.Level.QUIET : Logs.Level.EVENTS);
        Path directory = data.map(run::path).orElseGet(() -> run.home().resolve("relay"));
        RelaySettings settings = RelaySettings.of(directory, listen).withPublicHosts(Set.copyOf(hosts));
        if (key.isPresent()) {
            settings = settings.withKeyFile(run.path(key.get()));
        }
        try (RelayServer relay = RelayServer.start(settings)) {
            announce(run, relay, directory, settings.keyFile());
            run.surroundings().stop().await();
        }
        return Answer.silent();
    }

    private static void announce(Run run, RelayServer relay, Path data, Path key) {
        String url = url(relay.address());
        run.print(Answer.ok(
                Json.object().put("listening", url).put("data", data.toString()).put("key", key.toString()),
                page -> page.line("relay listening on " + url + ", data in " + data)));
    }

    /** How clients dial it. */
    static String url(InetSocketAddress address) {
        return "http://" + new Listen(address.getAddress().getHostAddress(), address.getPort());
    }
}
