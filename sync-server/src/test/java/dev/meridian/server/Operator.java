package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.backup.BackupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who runs a relay with a door of its own.
 *
 * @param data directory of the relay's data
 * @param backupDir where its backups go
 */
record Operator(Path data, Path backupDir) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    RelaySettings settings() {
        return RelaySettings.of(data, new RelaySettings.Listen("127.0.0.1", 0))
                .withAdmin(new AdminSettings(
                        Optional.of(new AdminSettings.Address("127.0.0.1", 0)), Optional.of(backupDir), 10));
    }

    RelayServer start() throws RelayStartException {
        return RelayServer.start(settings());
    }

    HttpResponse<String> ask(RelayServer relay, String method, String path) throws IOException {
        InetSocketAddress door = relay.adminAddress().orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void backUp(RelayServer relay) throws IOException {
        HttpResponse<String> answer = ask(relay, "POST", "/backup");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    RelayBackups backups() throws BackupException {
        return RelayBackups.in(backupDir);
    }
}
