package dev.meridian.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayBackups;
import dev.meridian.server.RelaySettings.Listen;
import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.backup.Backup;
import dev.meridian.server.backup.BackupException;
import dev.meridian.server.backup.MadeBackup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian backup make}. */
@Command(
        name = "make",
        header = "Have a running relay make a backup now, or make one of a stopped relay's data.",
        description = "A running relay needs --admin and --backups. Ends when the backup is on the disk.")
final class BackupMake implements Leaf {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description = "The running relay's door for its operator (default: 127.0.0.1:7401).",
            converter = Conversions.ToListen.class)
    private Optional<Listen> admin = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of a relay that is stopped.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--to", paramLabel = "DIR", description = "With --data: the directory of backups.")
    private Optional<Path> to = Optional.empty();

    @Option(names = "--keep", paramLabel = "N", description = "With --data: how many stay (default: 30).")
    private int keep = AdminSettings.NONE.backupsKept();

    @Override
    public Answer answer(Run run) throws BackupException, IOException, InterruptedException {
        if (data.isPresent() != to.isPresent() || (data.isPresent() && admin.isPresent()) || keep < 1) {
            throw new CommandFailed(
                    ExitCode.USAGE, "give --admin for a running relay, or --data and --to for one that is stopped");
        }
        return data.isPresent() && to.isPresent()
                ? ofStopped(run.path(data.get()), run.path(to.get()))
                : ofRunning(admin.orElse(new Listen("127.0.0.1", 7401)));
    }

    private Answer ofStopped(Path directory, Path backups) throws BackupException {
        if (!Files.isDirectory(directory)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, directory + ": there is no such directory");
        }
        return answer(RelayBackups.ofStopped(directory, backups, keep));
    }

    private static Answer ofRunning(Listen door) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + door + "/backup"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new CommandFailed(
                        ExitCode.UNAVAILABLE, "the relay: " + answer.body().strip());
            }
            return answer(read(answer.body()));
        } catch (java.net.ConnectException e) {
            throw new CommandFailed(
                    ExitCode.UNAVAILABLE,
                    "no relay has its door at " + door + "; it is opened by: meridian relay --admin " + door,
                    e);
        }
    }

    private static MadeBackup read(String json) throws IOException {
        int number = 0;
        int kept = 0;
        long bytes = 0;
        long newBytes = 0;
        Instant made = Instant.EPOCH;
        try (JsonParser in = new JsonFactory().createParser(json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "backup" -> number = in.getIntValue();
                    case "made" -> made = Instant.parse(in.getText());
                    case "bytes" -> bytes = in.getLongValue();
                    case "newBytes" -> newBytes = in.getLongValue();
                    case "kept" -> kept = in.getIntValue();
                    default -> {} // of a newer relay
                }
            }
        }
        return new MadeBackup(new Backup(number, made, bytes, 0), newBytes, kept);
    }

    private static Answer answer(MadeBackup made) {
        Backup backup = made.backup();
        Json json = Json.object()
                .put("backup", backup.number())
                .put("made", backup.made().toString())
                .put("bytes", backup.bytes())
                .put("newBytes", made.newBytes())
                .put("kept", made.kept());
        return Answer.ok(
                json,
                page -> page.line("backup %d: %s, %s of it new; %d kept"
                        .formatted(
                                backup.number(),
                                BackupWords.size(backup.bytes()),
                                BackupWords.size(made.newBytes()),
                                made.kept())));
    }
}
