package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Home directories and their keys. */
@Timeout(300)
class HomeTest {
    private static final MeridianOptions SECRET =
            MeridianOptions.DEFAULT.withPassphrase(new Passphrase("correct horse"));

    @TempDir
    Path directory;

    private static DeviceId device(Path home, MeridianOptions options) {
        try (Meridian meridian = Meridian.open(home, options)) {
            return meridian.device();
        }
    }

    @Test
    void keysAreMadeOnceAndAreTheOwnersAlone() throws Exception {
        Path home = directory.resolve("deep/home");

        DeviceId first = device(home, MeridianOptions.DEFAULT);

        assertThat(device(home, MeridianOptions.DEFAULT)).isEqualTo(first);
        assertThat(permissions(home.resolve("device.key"))).isEqualTo("rw-------");
        assertThat(permissions(home)).isEqualTo("rwx------");
        try (var files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("device.key", "workspaces");
        }
    }

    @Test
    void keysThatOthersMayReadAreTakenBack() throws Exception {
        Path key = directory.resolve("device.key");
        DeviceId first = device(directory, MeridianOptions.DEFAULT);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(device(directory, MeridianOptions.DEFAULT)).isEqualTo(first);

        assertThat(permissions(key)).isEqualTo("rw-------");
    }

    @Test
    void aPassphraseIsNeededAndTheRightOne() {
        DeviceId first = device(directory, SECRET);

        assertThat(device(directory, SECRET)).isEqualTo(first);
        assertThat(failure(MeridianOptions.DEFAULT).reason()).isEqualTo(KeyException.Reason.PASSPHRASE_NEEDED);
        assertThat(failure(MeridianOptions.DEFAULT.withPassphrase(new Passphrase("wrong horse")))
                        .reason())
                .isEqualTo(KeyException.Reason.WRONG_PASSPHRASE);
    }

    @Test
    void theKeysAreTheSameUnderAnotherPassphraseAndUnderNone_KEY7() throws Exception {
        DeviceId first = device(directory, MeridianOptions.DEFAULT);

        reseal(MeridianOptions.DEFAULT, Optional.of(new Passphrase("correct horse")));
        assertThat(failure(MeridianOptions.DEFAULT).reason()).isEqualTo(KeyException.Reason.PASSPHRASE_NEEDED);
        assertThat(device(directory, SECRET)).isEqualTo(first);
        assertThat(permissions(directory.resolve("device.key"))).isEqualTo("rw-------");

        reseal(SECRET, Optional.of(new Passphrase("battery staple")));
        assertThat(failure(SECRET).reason()).isEqualTo(KeyException.Reason.WRONG_PASSPHRASE);

        reseal(MeridianOptions.DEFAULT.withPassphrase(new Passphrase("battery staple")), Optional.empty());
        assertThat(device(directory, MeridianOptions.DEFAULT)).isEqualTo(first);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("device.key", "workspaces");
        }
    }

    private void reseal(MeridianOptions options, Optional<Passphrase> next) {
        try (Meridian meridian = Meridian.open(directory, options)) {
            meridian.sealKeyFile(next);
            assertThat(meridian.isKeyFileSealed()).isEqualTo(next.isPresent());
        }
    }

    @Test
    void damageOfASealedKeyFileIsNotTakenForAWrongPassphrase_KEY6() throws Exception {
        Path key = directory.resolve("device.key");
        device(directory, SECRET);
        String whole = Files.readString(key);
        int middle = whole.indexOf("sealed ", 30) + 20;
        char other = whole.charAt(middle) == '0' ? '1' : '0';
        Files.writeString(key, whole.substring(0, middle) + other + whole.substring(middle + 1));

        assertThat(failure(SECRET).reason()).isEqualTo(KeyException.Reason.BROKEN);
        assertThat(failure(SECRET)).hasMessageContaining("damaged");
    }

    @Test
    void aBrokenKeyFileIsSaidToBeAndLeftAlone() throws Exception {
        Path key = directory.resolve("device.key");
        byte[] broken = {1, 2, 3};
        Files.write(key, broken);

        KeyException failure = failure(MeridianOptions.DEFAULT);

        assertThat(failure.reason()).isEqualTo(KeyException.Reason.BROKEN);
        assertThat(failure).hasMessageContaining(key.toString());
        assertThat(Files.readAllBytes(key)).isEqualTo(broken);
    }

    @Test
    void aHomeThatCannotBeMadeIsSaidToBe() {
        HomeException failure =
                catchThrowableOfType(HomeException.class, () -> Meridian.open(Path.of("/proc/meridian")));

        assertThat(failure.reason()).isEqualTo(HomeException.Reason.NOT_WRITABLE);
        assertThat(failure).hasMessage("/proc/meridian cannot be used as a home: nothing can be made there.");
    }

    @Test
    void aFileIsNoHome() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThat(catchThrowableOfType(HomeException.class, () -> Meridian.open(file))
                        .reason())
                .isEqualTo(HomeException.Reason.NOT_A_DIRECTORY);
        assertThat(catchThrowableOfType(HomeException.class, () -> Meridian.open(file.resolve("below")))
                        .reason())
                .isEqualTo(HomeException.Reason.NOT_A_DIRECTORY);
    }

    @Test
    void manyWhoOpenANewHomeAtOnceAreOneDevice() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<DeviceId>> openings =
                    java.util.Collections.nCopies(8, () -> device(directory, MeridianOptions.DEFAULT));
            List<DeviceId> devices = new java.util.ArrayList<>();
            for (Future<DeviceId> each : threads.invokeAll(openings)) {
                devices.add(each.get());
            }
            assertThat(devices).containsOnly(devices.getFirst());
        }
    }

    @Test
    void thereIsNoSuchWorkspace() {
        try (Meridian meridian = Meridian.open(directory)) {
            UnknownNameException failure =
                    catchThrowableOfType(UnknownNameException.class, () -> meridian.workspace("Apollo"));

            assertThat(failure).hasMessage("There is no workspace \"Apollo\" in this home.");
            assertThat(meridian.workspaces()).isEmpty();
        }
    }

    private KeyException failure(MeridianOptions options) {
        return catchThrowableOfType(KeyException.class, () -> Meridian.open(directory, options));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
