package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged relay and two packaged watching clients are killed in turn while both people work and backups are made; then the relay loses its disk and goes back to its oldest
 * backup. {@code -Dmeridian.kill.seed=N} to repeat the moments of a run; {@code -Dmeridian.soak=true} for 60 rounds. Runs after packaging, so it is no {@code *Test}.
 */
class FaultsCheck {
    private static final int ROUNDS = Boolean.getBoolean("meridian.soak") ? 60 : 3;
    private static final int CARDS_A_ROUND = 4;
    private static final long SEED = Long.getLong("meridian.kill.seed", System.nanoTime());

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final List<String> titles = new ArrayList<>();
    private Shell operator = new Shell(Path.of("unset"), Path.of("unset"));
    private Shell ann = operator;
    private Shell ben = operator;
    private int port;
    private int door;

    @BeforeEach
    void people() throws IOException {
        operator = new Shell(directory.resolve("operator"), directory);
        ann = new Shell(directory.resolve("ann"), directory);
        ben = new Shell(directory.resolve("ben"), directory);
        port = freePort();
        door = freePort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private Jar relay() throws IOException {
        return Jar.start(
                directory,
                "listening on",
                "--home",
                "operator",
                "relay",
                "--data",
                "data",
                "--listen",
                "127.0.0.1:" + port,
                "--admin",
                "127.0.0.1:" + door,
                "--backups",
                "backups",
                "--log",
                "json");
    }

    private Jar watching(String home) throws IOException {
        return Jar.start(directory, "", "--home", home, "sync", "--watch");
    }

    @Test
    @Timeout(1_800)
    void killedAndRestoredUnderLoadNothingIsLostAndTheArchiveGoesElsewhere_DSK1_STORE2_BAK2() throws Exception {
        try (Jar relay = relay()) {
            ann.run("workspace", "create", "Atlas", "--relay", "http://127.0.0.1:" + port, "--name", "Ann")
                    .ok();
            ann.run("board", "create", "Roadmap").ok();
            ann.run("sync").ok();
            String link = ann.run("invite", "--json").ok().json().path("link").asText();
            ben.run("join", link, "--name", "Ben", "--zone", "Asia/Tokyo").ok();
            relay.kill();
        }
        killInTurn();
        try (Jar relay = relay()) {
            assertBothHaveAll();
            relay.kill();
        }
        assertEveryBackupIsSound();
        loseTheDiskAndRestoreTheOldestBackup();
        try (Jar relay = relay()) {
            assertBothHaveAll();
            assertThat(operator.run("backup", "make", "--admin", "127.0.0.1:" + door)
                            .ok()
                            .out())
                    .startsWith("backup ");
            relay.kill();
        }
        assertTheArchiveIsRestoredAtAnotherRelay();
        assertThat(Files.readString(directory.resolve("stderr.log"))).doesNotContain("\"ERROR\"", "Exception");
    }

    /** In each round somebody else dies, at a moment of its own; the others go on. */
    private void killInTurn() throws Exception {
        Jar relay = relay();
        Jar annWatching = watching("ann");
        Jar benWatching = watching("ben");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 2 == 0) {
                    operator.run("backup", "make", "--admin", "127.0.0.1:" + door)
                            .ok();
                }
                int dies = random.nextInt(CARDS_A_ROUND);
                for (int card = 0; card < CARDS_A_ROUND; card++) {
                    add(ann, "Ann " + round + "-" + card);
                    if (card == dies) {
                        List.of(relay, annWatching, benWatching).get(round % 3).kill();
                    }
                    add(ben, "Ben " + round + "-" + card);
                }
                switch (round % 3) {
                    case 0 -> relay = relay();
                    case 1 -> annWatching = watching("ann");
                    default -> benWatching = watching("ben");
                }
            }
        } finally {
            relay.close();
            annWatching.close();
            benWatching.close();
        }
    }

    private void add(Shell who, String title) {
        who.run("card", "add", title).ok();
        titles.add(title);
    }

    private void assertBothHaveAll() {
        for (Shell each : List.of(ann, ben, ann)) {
            each.run("sync").ok();
        }
        for (Shell each : List.of(ann, ben)) {
            assertThat(titlesOf(each)).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(titles);
            assertThat(each.run("doctor", "--json").ok().json().path("sound").asBoolean())
                    .isTrue();
            JsonNode status = each.run("status", "--json").ok().json();
            assertThat(status.path("outboxChanges").asInt()).isZero();
            assertThat(status.path("rejected")).isEmpty();
            assertThat(status.path("refused")).isEmpty();
        }
    }

    private static List<String> titlesOf(Shell who) {
        return who.run("card", "ls", "--json")
                .ok()
                .json()
                .path("cards")
                .valueStream()
                .map(card -> card.path("title").asText())
                .toList();
    }

    private void assertEveryBackupIsSound() {
        JsonNode backups =
                operator.run("backup", "ls", "backups", "--json").ok().json().path("backups");
        assertThat(backups).hasSizeGreaterThanOrEqualTo(2);
        for (JsonNode each : backups) {
            operator.run(
                            "backup",
                            "verify",
                            "backups",
                            "--number",
                            each.path("backup").asText())
                    .ok();
        }
    }

    private void loseTheDiskAndRestoreTheOldestBackup() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        operator.run("restore", "backups", "--data", "data", "--number", "1").ok();
    }

    private void assertTheArchiveIsRestoredAtAnotherRelay() {
        ann.run("export", "kept", "--format", "archive").ok();
        Shell elsewhere = new Shell(directory.resolve("elsewhere"), directory);
        Shell newcomer = new Shell(directory.resolve("newcomer"), directory);
        try (Running other = operator.start("relay", "--data", "other", "--listen", "127.0.0.1:0")
                .awaitOutput("\n")) {
            String url = other.out().replaceFirst("(?s).*(http://[0-9.:]+).*", "$1");
            elsewhere
                    .run("workspace", "create", "Atlas again", "--relay", url, "--name", "Ann")
                    .ok();
            elsewhere.run("import", "kept/archive.zip").ok();
            elsewhere.run("sync").ok();
            String link =
                    elsewhere.run("invite", "--json").ok().json().path("link").asText();
            newcomer.run("join", link, "--name", "Cleo", "--zone", "Africa/Cairo")
                    .ok();
            assertThat(titlesOf(newcomer)).containsExactlyInAnyOrderElementsOf(titles);
        }
    }
}
