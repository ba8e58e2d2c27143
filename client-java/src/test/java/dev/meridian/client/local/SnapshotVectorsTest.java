package dev.meridian.client.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.proto.v1.Entry;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EpochKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The snapshots of proto/vectors/snapshots.json, which Java and TypeScript judge alike. Rules SNAP of docs/spec/snapshot.md. */
class SnapshotVectorsTest {
    private static final JsonNode FILE = file();
    private static final WorkspaceId WORKSPACE = new WorkspaceId(bytes(FILE, "ws"));
    private static final EnvelopeOpener OPENER =
            new EnvelopeOpener(WORKSPACE, List.of(EpochKey.of(0, bytes(FILE, "epoch_secret"))));

    private static JsonNode file() {
        try {
            return new ObjectMapper().readTree(Files.readString(Path.of("..", "proto", "vectors", "snapshots.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ByteString bytes(JsonNode node, String field) {
        return Hex.decode(node.get(field).asText());
    }

    private static List<LogRow> records() {
        List<LogRow> rows = new ArrayList<>();
        for (JsonNode each : FILE.get("records")) {
            ByteString item = bytes(each, "item");
            long pos = each.get("pos").asLong();
            ByteString entry = Entry.newBuilder()
                    .setPos(pos)
                    .setRelayMs(each.get("entry_ms").asLong())
                    .setKind(EntryKind.ENTRY_KIND_MEMBER)
                    .setItemSha256(Sha256.of(item))
                    .build()
                    .toByteString();
            ItemId id = new ItemId(Sha256.of(item));
            rows.add(new LogRow(
                    pos,
                    EntryKind.ENTRY_KIND_MEMBER,
                    id,
                    Optional.empty(),
                    false,
                    entry,
                    item,
                    ByteString.EMPTY,
                    ByteString.EMPTY));
        }
        return rows;
    }

    @TestFactory
    List<DynamicTest> snapshotsHoldOrDoNot() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode each : FILE.get("snapshots")) {
            String name = each.get("name").asText() + "_" + each.get("rule").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> judge(each)));
        }
        return tests;
    }

    private static void judge(JsonNode vector) {
        SnapshotCheck check = new SnapshotCheck(OPENER, WORKSPACE, SnapshotVectorsTest::records);
        switch (check.open(bytes(vector, "item"))) {
            case SnapshotCheck.Sound sound -> {
                assertThat(vector.get("result").asText()).isEqualTo("SOUND");
                List<String> found = new ArrayList<>();
                for (int i = 0; i < sound.changes().size(); i++) {
                    found.add(sound.positions().get(i) + " "
                            + Hex.encode(
                                    ByteString.copyFrom(sound.changes().get(i).chunk())));
                }
                List<String> expected = new ArrayList<>();
                vector.get("changes")
                        .forEach(change -> expected.add(change.get("pos").asText() + " "
                                + change.get("chunk").asText()));
                assertThat(found).isEqualTo(expected);
            }
            case SnapshotCheck.Flawed flawed -> {
                assertThat(vector.get("result").asText()).isEqualTo("FLAWED");
                assertThat(flawed.reason()).isEqualTo(vector.path("reason").asText(flawed.reason()));
            }
        }
    }
}
