package dev.meridian.server.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /metrics}, {@code GET /healthz}, {@code GET /readyz}, {@code POST /backup}. Whoever reaches the address may use it, so it belongs on loopback or a
 * private network. Pages in a browser are refused: by their Origin, and by a Host that is a name they could have made point here.
 */
public final class AdminDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);

    /** An address, or localhost; with or without a port. */
    private static final Pattern OWN_HOST = Pattern.compile("(?:localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(?::\\d+)?");

    /** One may be making a backup while another asks how things are. */
    private static final int THREADS = 2;

    /** What it opens to. */
    public interface Rooms {
        /** Prometheus' text format. */
        String metrics();

        /** Empty if the relay can do its work, else why not. */
        String notReady();

        /** Makes a backup. */
        AdminAnswer backup();
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private AdminDoor(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Listens. @throws IOException if it cannot; the message quotes the system */
    public static AdminDoor open(InetSocketAddress address, Rooms rooms) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("meridian-admin-", 0).daemon().factory());
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, rooms));
        server.start();
        AdminDoor door = new AdminDoor(server, threads);
        LOG.info("admin on {}", door.address());
        return door;
    }

    /** Where it listens; the port is the one it got. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void serve(HttpExchange exchange, Rooms rooms) throws IOException {
        try (exchange) {
            AdminAnswer answer;
            try {
                answer = answer(exchange, rooms);
            } catch (RuntimeException e) {
                LOG.error("admin: a bug", e);
                answer = AdminAnswer.text(500, "a bug: see the log");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(answer.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static AdminAnswer answer(HttpExchange exchange, Rooms rooms) {
        Headers asked = exchange.getRequestHeaders();
        String host = asked.getFirst("Host");
        if (asked.containsKey("Origin")
                || host == null
                || !OWN_HOST.matcher(host).matches()) {
            return AdminAnswer.text(
                    403, "this address is for operators: no pages, and by its number or localhost only");
        }
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (request) {
            case "GET /metrics" -> new AdminAnswer(200, AdminAnswer.PROMETHEUS, rooms.metrics());
            case "GET /healthz" -> AdminAnswer.text(200, "ok");
            case "GET /readyz" -> ready(rooms.notReady());
            case "POST /backup" -> rooms.backup();
            default -> AdminAnswer.text(404, "there are GET /metrics, GET /healthz, GET /readyz and POST /backup");
        };
    }

    private static AdminAnswer ready(String notReady) {
        return notReady.isEmpty() ? AdminAnswer.text(200, "ready") : AdminAnswer.text(503, "not ready: " + notReady);
    }

    /** Answers nobody any more; what is under way ends first. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
