package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.server.web.WebFiles;
import dev.meridian.sync.version.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay that was packaged with the sample files of {@code meridian-web} serves them to browsers. */
@Timeout(60)
class WebFilesTest {
    private static final int SOCKET_MILLIS_MAX = 15_000;
    private static final String SCRIPT = "/assets/app-1f2e3d4c.js";

    @TempDir
    Path directory;

    private final HttpClient browser = HttpClient.newHttpClient();
    private RelayServer relay;

    @BeforeEach
    void start() throws Exception {
        relay = RelayServer.start(settings());
    }

    @AfterEach
    void stop() {
        relay.close();
        browser.close();
    }

    private RelaySettings settings() {
        return RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return ask("GET", path, headers);
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        InetSocketAddress address = relay.address();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(address.getPort(), path)))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static byte[] sample(String path) throws IOException {
        try (InputStream in = Objects.requireNonNull(WebFilesTest.class.getResourceAsStream("/meridian-web" + path))) {
            return in.readAllBytes();
        }
    }

    @Test
    void servesThePageWhereBrowsersAndInviteLinksComeIn_WEB1() throws Exception {
        for (String path : new String[] {"/", "/join", "/device", "/index.html", "/?x=1"}) {
            HttpResponse<byte[]> page = get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("Sample page");
            assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        }
    }

    @Test
    void saysThatItHasNoPageWhereItWasPackagedWithout_WEB1() throws Exception {
        relay.close();
        relay = RelayServer.start(
                settings(),
                new RelayServer.Surroundings(InstantSource.system(), WebFiles.none(), ProtocolVersions.SPOKEN));
        HttpResponse<byte[]> answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("built without the web client");
    }

    @Test
    void sendsTheSmallestCodingThatIsAccepted_WEB2() throws Exception {
        assertThat(get(SCRIPT, "Accept-Encoding", "gzip, deflate, br").body()).isEqualTo(sample(SCRIPT + ".br"));
        assertThat(get(SCRIPT, "Accept-Encoding", "gzip, br;q=0").body()).isEqualTo(sample(SCRIPT + ".gz"));
        assertThat(get(SCRIPT, "Accept-Encoding", "*").body()).isEqualTo(sample(SCRIPT + ".br"));
        assertThat(get(SCRIPT, "Accept-Encoding", "BR ; q=0.000 , gzip;q=0.5").body())
                .isEqualTo(sample(SCRIPT + ".gz"));
        assertThat(get(SCRIPT).body()).isEqualTo(sample(SCRIPT));
        assertThat(header(get(SCRIPT, "Accept-Encoding", "br"), "Content-Encoding"))
                .isEqualTo("br");
        assertThat(header(get(SCRIPT), "Content-Encoding")).isEmpty();
        assertThat(header(get(SCRIPT), "Vary")).isEqualToIgnoringCase("Accept-Encoding");
    }

    @Test
    void namesTypesThatBrowsersInsistOn_WEB2() throws Exception {
        assertThat(header(get(SCRIPT), "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(get("/assets/engine-5a6b7c8d.wasm"), "Content-Type")).isEqualTo("application/wasm");
        assertThat(header(get("/app.webmanifest"), "Content-Type")).isEqualTo("application/manifest+json");
    }

    @Test
    void doesNotSendAgainWhatTheBrowserHas_WEB2() throws Exception {
        String tag = header(get(SCRIPT, "Accept-Encoding", "br"), "ETag");
        HttpResponse<byte[]> again = get(SCRIPT, "Accept-Encoding", "br", "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        // The same file in another coding is another entity.
        assertThat(get(SCRIPT, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutTheBytes_WEB2() throws Exception {
        HttpResponse<byte[]> head = ask("HEAD", SCRIPT);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(sample(SCRIPT).length));
    }

    @Test
    void letsOnlyHashedNamesBeKept_WEB3() throws Exception {
        assertThat(header(get(SCRIPT), "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(get("/"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(get("/app.webmanifest"), "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void attack74_sendsThePolicyWithEveryFile_WEB4() throws Exception {
        for (String path : new String[] {"/", SCRIPT, "/app.webmanifest"}) {
            HttpResponse<byte[]> file = get(path);
            assertThat(header(file, "Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
                            + "style-src 'self'; img-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'");
            assertThat(header(file, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(file, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void servesNothingThatIsNotInItsList_WEB1() throws Exception {
        for (String path : new String[] {
            "/files.txt", SCRIPT + ".br", "/assets/", "/%2e%2e/logback.xml", "/assets/..%2findex.html", "//index.html"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void keepsTheConnectionForTheNextFile_WEB2() throws Exception {
        InetSocketAddress address = relay.address();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(SOCKET_MILLIS_MAX);
            String get = "GET /app.webmanifest HTTP/1.1";
            String requests = String.join("\r\n", get, "Host: x", "", get, "Host: x", "Connection: close", "", "");
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        }
    }
}
