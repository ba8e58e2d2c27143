package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SecrecyTest {
    private static final List<String> SECRETS =
            List.of("Launch the stardust engine", "Zoë Quartermain", "why we do not build the second dome");

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @Test
    void attack23_diskAndLogHoldNothingThatClientsSealedAndNoKey_SRV12() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        root.setLevel(Level.TRACE);
        logged.start();
        root.addAppender(logged);
        List<ByteString> keys = new ArrayList<>();
        try {
            use(keys);
        } finally {
            root.detachAppender(logged);
            root.setLevel(level);
        }
        List<byte[]> needles = new ArrayList<>();
        SECRETS.forEach(secret -> needles.add(secret.getBytes(StandardCharsets.UTF_8)));
        keys.forEach(key -> needles.add(key.toByteArray()));
        keys.forEach(key -> needles.add(Hex.encode(key).getBytes(StandardCharsets.US_ASCII)));
        assertThat(holds(directory.resolve("data"), needles))
                .as("files that hold a secret")
                .isEmpty();

        byte[] log = log().getBytes(StandardCharsets.UTF_8);
        assertThat(logged.list).as("something was logged").isNotEmpty();
        assertThat(logged.list).as("and something named by key").anyMatch(event -> event.getKeyValuePairs() != null);
        assertThat(needles).noneMatch(needle -> contains(log, needle));
    }

    /** Two members, text of theirs, refused input; adds the keys that nobody but clients may have. */
    private void use(List<ByteString> keys) throws Exception {
        RelaySettings settings = RelaySettings.of(directory.resolve("data"), new RelaySettings.Listen("127.0.0.1", 0));
        try (RelayServer relay = RelayServer.start(settings)) {
            // Seeds of our own making, so that the test knows them.
            ByteString signing = TestWorkspace.ENTROPY.bytes(SigningKey.SEED_LENGTH);
            ByteString wrapping = TestWorkspace.ENTROPY.bytes(SigningKey.SEED_LENGTH);
            TestWorkspace workspace = new TestWorkspace(relay.key(), DeviceKeys.fromSeeds(signing, wrapping));
            keys.add(signing);
            keys.add(wrapping);
            try (RelayClient owner = RelayClient.login(
                    relay.address(), workspace.id(), workspace.owner().signing())) {
                owner.push(workspace.genesis());
                owner.next(Frame.BodyCase.ACK);
                TestWorkspace.Author author = workspace.author(workspace.owner());
                for (String secret : SECRETS) {
                    owner.push(author.item(ByteString.copyFromUtf8(secret)));
                    owner.next(Frame.BodyCase.ACK);
                }
                owner.sendRaw(ByteString.copyFromUtf8(SECRETS.getFirst()));
                assertThat(owner.closeStatus()).isIn(1000, 1002);
            }
        }
    }

    private String log() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : logged.list) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(each -> text.append(each).append('\n'));
            }
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    private static List<Path> holds(Path root, List<byte[]> needles) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (needles.stream().anyMatch(needle -> contains(bytes, needle))) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static boolean contains(byte[] bytes, byte[] needle) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(needle, StandardCharsets.ISO_8859_1));
    }
}
