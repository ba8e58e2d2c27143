package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.exit.ExitCode;
import dev.meridian.client.Meridian;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys under a passphrase: the home's, and a relay's. */
class KeyCommandsTest {

    @TempDir
    Path directory;

    private Path home() {
        return directory.resolve("home");
    }

    private Shell shell() {
        try (Meridian made = Meridian.open(home())) {
            assertThat(made.isKeyFileSealed()).isFalse();
        }
        return new Shell(home(), directory);
    }

    @Test
    void aPersonPutsTheKeysUnderAPassphraseAndIsAskedForIt_KEY7() {
        Shell ann = shell();
        String device =
                ann.run("key", "show", "--json").ok().json().path("device").asText();

        ann.typing("correct horse", "correct horse").run("key", "protect").ok();

        ann.typing();
        ann.run("key", "show")
                .failed(ExitCode.NOT_ALLOWED, "are under a passphrase", "--passphrase-file", "MERIDIAN_PASSPHRASE");
        assertThat(ann.typing("correct horse")
                        .run("key", "show", "--json")
                        .ok()
                        .json()
                        .path("device")
                        .asText())
                .isEqualTo(device);
    }

    @Test
    void aWrongPassphraseIsAskedForThreeTimes_KEY7() {
        Shell ann = shell();
        ann.typing("correct horse", "correct horse").run("key", "protect").ok();

        ann.typing("wrong horse", "correct horse").run("key", "show").ok();
        Result refused = ann.typing("one horse", "two horses", "three horses", "correct horse")
                .run("key", "show");

        assertThat(refused.code(ExitCode.NOT_ALLOWED).err())
                .contains("once more", "does not open with this passphrase")
                .doesNotContain("horse");
    }

    @Test
    void aFileOrTheEnvironmentAnswersForAScript_KEY7() throws Exception {
        Shell ann = shell();
        Files.writeString(directory.resolve("new"), "correct horse\nand what else\n");
        ann.run("key", "protect", "--new-passphrase-file", "new").ok();

        assertThat(ann.run("key", "show", "--passphrase-file", "new", "--json")
                        .ok()
                        .json()
                        .path("underPassphrase")
                        .asBoolean())
                .isTrue();
        ann.input("correct horse\n")
                .run("key", "show", "--passphrase-file", "-")
                .ok();
        ann.environment("MERIDIAN_PASSPHRASE", "wrong horse")
                .run("key", "show")
                .failed(ExitCode.NOT_ALLOWED, "device.key");
        ann.environment("MERIDIAN_PASSPHRASE", "correct horse")
                .run("key", "unprotect")
                .ok();
        ann.environment("MERIDIAN_PASSPHRASE", "").run("key", "show").ok();
    }

    @Test
    void whatIsNoPassphraseChangesNothing_CMD5() throws Exception {
        Shell ann = shell();
        Path key = home().resolve("device.key");
        byte[] before = Files.readAllBytes(key);
        Files.writeString(directory.resolve("empty"), "\n");

        ann.typing("correct horse", "correct house").run("key", "protect").failed(ExitCode.BAD_INPUT, "not the same");
        ann.typing("short", "short").run("key", "protect").failed(ExitCode.BAD_INPUT, "at least 8 characters");
        ann.run("key", "protect", "--new-passphrase-file", "empty").failed(ExitCode.BAD_INPUT, "is empty");
        ann.run("key", "protect", "--new-passphrase-file", "nowhere").failed(ExitCode.NOT_FOUND, "no such file");
        ann.typing();
        ann.run("key", "protect").failed(ExitCode.USAGE, "--new-passphrase-file");

        assertThat(Files.readAllBytes(key)).isEqualTo(before);
    }

    @Test
    void aDamagedKeyFileIsToldFromAWrongPassphrase_KEY6() throws Exception {
        Shell ann = shell();
        ann.typing("correct horse", "correct horse").run("key", "protect").ok();
        Path key = home().resolve("device.key");
        Files.writeString(key, Files.readString(key).replace("argon2id 65536", "argon2id 65537"));

        ann.typing("correct horse").run("key", "show").failed(ExitCode.BAD_INPUT, "a damaged key file");
    }

    @Test
    void aRelaysKeyGoesUnderAPassphraseToo_KEY7() throws Exception {
        Shell operator = new Shell(directory.resolve("operator"), directory);
        operator.start("relay", "--listen", "127.0.0.1:0")
                .awaitOutput("\n")
                .stop()
                .ok();
        String key = directory.resolve("operator/relay.key").toString();
        Path secret = directory.resolve("secret");
        Files.writeString(secret, "battery staple\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

        operator.run("key", "protect", "--relay-key", key, "--new-passphrase-file", "secret")
                .ok();

        operator.run("relay", "--listen", "127.0.0.1:0").failed(ExitCode.IO, "under a passphrase", "--passphrase-file");
        operator.start("relay", "--listen", "127.0.0.1:0", "--passphrase-file", "secret")
                .awaitOutput("listening on")
                .stop()
                .ok();
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        operator.run("relay", "--listen", "127.0.0.1:0", "--passphrase-file", "secret")
                .failed(ExitCode.IO, "others may read it");
        operator.run("key", "unprotect", "--relay-key", key, "--passphrase-file", "secret")
                .ok();
        operator.start("relay", "--listen", "127.0.0.1:0")
                .awaitOutput("listening on")
                .stop()
                .ok();
    }

    @Test
    void aTeamMeetsThroughARelayThatSpeaksTls_TLS3() {
        Shell operator = new Shell(directory.resolve("operator"), directory);
        Shell ann = new Shell(directory.resolve("ann"), directory);
        Shell bob = new Shell(directory.resolve("bob"), directory);
        try (Running relay = operator.start("relay", "--tls", "--listen", "127.0.0.1:0", "--json")
                .awaitOutput("}")) {
            String url = new Result(List.of(), 0, relay.out(), "")
                    .json()
                    .path("listening")
                    .asText();
            String pin =
                    new Result(List.of(), 0, relay.out(), "").json().path("pin").asText();
            assertThat(url).startsWith("https://");

            ann.run("workspace", "create", "Harbour", "--relay", url, "--name", "Ann", "--zone", "Europe/Lisbon")
                    .failed(ExitCode.UNAVAILABLE, "with the key " + pin, "--pin");
            ann.run("workspace", "create", "Harbour", "--relay", url, "--pin", pin.substring(1), "--name", "Ann")
                    .failed(ExitCode.USAGE, "43 characters");
            ann.run(
                            "workspace",
                            "create",
                            "Harbour",
                            "--relay",
                            url,
                            "--pin",
                            pin,
                            "--name",
                            "Ann",
                            "--zone",
                            "Europe/Lisbon")
                    .ok();
            ann.run("sync").ok();
            String link = ann.run("invite", "--json").ok().json().path("link").asText();
            assertThat(link).startsWith("https://");
            bob.run("join", link, "--name", "Bob", "--zone", "Asia/Tokyo").ok();
            assertThat(bob.run("status", "--json").ok().json().path("online").asBoolean())
                    .isTrue();
            relay.stop().ok();
        }
    }
}
