package dev.meridian.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.PushItem;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.KeyFile;
import dev.meridian.sync.trust.Laid;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real relay's process after a busy run, its whole heap searched for what only clients may have. */
@Timeout(180)
class HeapDumpTest {
    private static final int ROUNDS = 200;
    private static final String PLAINTEXT = "why we do not build the second dome, by Zoë";

    @TempDir
    Path directory;

    @Test
    void attack23_aHeapDumpHoldsNoKeyNoPlaintextAndNoInvitesSeed_SRV12() throws Exception {
        Path dump = directory.resolve("relay.hprof");
        Map<String, ByteString> secrets = new HashMap<>();
        ByteString workspaceId;
        try (RelayProcess relay = RelayProcess.start(directory.resolve("data"), 0, directory.resolve("log"))) {
            workspaceId = work(relay, relayKey(), secrets);
            relay.dumpHeap(dump);
        }
        secrets.put("the workspace's id, which is no secret", workspaceId);

        assertThat(found(dump, secrets)).containsExactly("the workspace's id, which is no secret, raw");
    }

    private VerifyKey relayKey() throws IOException {
        ByteString file = ByteString.copyFrom(Files.readAllBytes(directory.resolve("data.key")));
        return switch (KeyFile.read(file, Optional.empty())) {
            case KeyFile.RelayFile relay -> relay.key().verifyKey();
            case KeyFile.Reading other -> throw new AssertionError(other);
        };
    }

    /** Founds, invites, joins, writes, reads; names every secret of it. */
    private static ByteString work(RelayProcess relay, VerifyKey key, Map<String, ByteString> secrets)
            throws Exception {
        TestWorkspace workspace = new TestWorkspace(key);
        ByteString seed = TestWorkspace.ENTROPY.bytes(DeviceKeys.SEED_LENGTH);
        try (RelayClient owner = RelayClient.login(
                relay.address(), workspace.id(), workspace.owner().signing())) {
            push(owner, workspace.genesis());
            TestWorkspace.Invited invited = workspace.invite(seed);
            push(owner, invited.record());
            DeviceKeys newcomer;
            try (RelayClient guest = RelayClient.login(
                    relay.address(), workspace.id(), invited.keys().signing())) {
                TestWorkspace.Joined joined = workspace.join(invited.keys());
                push(guest, joined.record());
                newcomer = joined.keys();
            }
            try (RelayClient member = RelayClient.login(relay.address(), workspace.id(), newcomer.signing())) {
                TestWorkspace.Author first = workspace.author(workspace.owner());
                TestWorkspace.Author second = workspace.author(newcomer);
                for (int i = 0; i < ROUNDS; i++) {
                    push(owner, first.item(ByteString.copyFromUtf8(PLAINTEXT + i)));
                    push(member, second.item(ByteString.copyFromUtf8(i + PLAINTEXT)));
                }
                member.resume(0, 0, Chain.ZERO);
                member.next(Frame.BodyCase.APPEND);
            }
            name(secrets, "the epoch's key", Laid.open(workspace.key()));
            name(secrets, "the owner's seed", Laid.open(workspace.owner()));
            name(secrets, "the newcomer's seed", Laid.open(newcomer));
            name(secrets, "the invite's key", Laid.open(invited.keys()));
        }
        secrets.put("the invite's seed", seed);
        secrets.put("the plaintext", ByteString.copyFromUtf8(PLAINTEXT));
        secrets.put("the plaintext in UTF-16", ByteString.copyFrom(PLAINTEXT.getBytes(StandardCharsets.UTF_16LE)));
        return workspace.id().bytes();
    }

    private static void push(RelayClient client, PushItem item) throws IOException {
        client.push(item);
        client.next(Frame.BodyCase.ACK);
    }

    private static void name(Map<String, ByteString> secrets, String name, List<ByteString> values) {
        for (int i = 0; i < values.size(); i++) {
            secrets.put(name + " " + i, values.get(i));
        }
    }

    private record Needle(String name, ByteString bytes) {}

    /** Each secret as it is, and as text: hexadecimal in both cases, both kinds of Base64. */
    private static List<Needle> needles(Map<String, ByteString> secrets) {
        List<Needle> needles = new ArrayList<>();
        secrets.forEach((name, value) -> {
            byte[] raw = value.toByteArray();
            String hex = Hex.encode(value);
            needles.add(new Needle(name + ", raw", value));
            needles.add(text(name + ", hexadecimal", hex));
            needles.add(text(name + ", HEXADECIMAL", hex.toUpperCase(Locale.ROOT)));
            needles.add(
                    text(name + ", Base64", Base64.getEncoder().withoutPadding().encodeToString(raw)));
            needles.add(text(
                    name + ", Base64url",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(raw)));
        });
        return needles;
    }

    private static Needle text(String name, String text) {
        return new Needle(name, ByteString.copyFrom(text, StandardCharsets.ISO_8859_1));
    }

    private static Set<String> found(Path file, Map<String, ByteString> secrets) throws IOException {
        Map<Integer, List<Needle>> byBeginning = new HashMap<>();
        for (Needle needle : needles(secrets)) {
            byBeginning
                    .computeIfAbsent(needle.bytes().asReadOnlyByteBuffer().getInt(), beginning -> new ArrayList<>())
                    .add(needle);
        }
        Set<String> found = new TreeSet<>();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.BIG_ENDIAN);
            for (int at = 0; at + Integer.BYTES <= all.limit(); at++) {
                List<Needle> near = byBeginning.get(all.getInt(at));
                if (near != null) {
                    for (Needle needle : near) {
                        if (isAt(all, at, needle.bytes())) {
                            found.add(needle.name());
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean isAt(ByteBuffer all, int at, ByteString bytes) {
        if (at + bytes.size() > all.limit()) {
            return false;
        }
        for (int i = 0; i < bytes.size(); i++) {
            if (all.get(at + i) != bytes.byteAt(i)) {
                return false;
            }
        }
        return true;
    }
}
