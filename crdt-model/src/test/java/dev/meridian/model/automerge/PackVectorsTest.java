package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The packs of proto/vectors/snapshots.json, made by TypeScript. Rules PACK of docs/spec/snapshot.md. */
class PackVectorsTest {
    @TestFactory
    List<DynamicTest> packsGiveBackTheirChangesOrAreRefused() throws IOException {
        JsonNode file =
                new ObjectMapper().readTree(Files.readString(Path.of("..", "proto", "vectors", "snapshots.json")));
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode each : file.get("packs")) {
            String name = each.get("name").asText() + "_" + each.get("rule").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> judge(each)));
        }
        return tests;
    }

    private static void judge(JsonNode vector) {
        byte[] packed = HexFormat.of().parseHex(vector.get("packed").asText());
        switch (ChangePack.unpack(packed)) {
            case PackResult.Refused refused -> assertThat(vector.has("changes")).isFalse();
            case PackResult.Unpacked unpacked -> {
                assertThat(vector.has("changes")).isTrue();
                List<String> expected = new ArrayList<>();
                vector.get("changes")
                        .forEach(change -> expected.add(change.get("pos").asText() + " "
                                + change.get("chunk").asText()));
                assertThat(shown(unpacked)).isEqualTo(expected);
                assertThat(ChangePack.unpack(packedAgain(unpacked)))
                        .isInstanceOfSatisfying(
                                PackResult.Unpacked.class,
                                again -> assertThat(shown(again)).isEqualTo(expected));
            }
        }
    }

    private static byte[] packedAgain(PackResult.Unpacked unpacked) {
        List<PackedChange> changes = new ArrayList<>();
        for (int i = 0; i < unpacked.changes().size(); i++) {
            changes.add(new PackedChange(
                    unpacked.positions().get(i), unpacked.changes().get(i).chunk()));
        }
        return ChangePack.pack(changes);
    }

    private static List<String> shown(PackResult.Unpacked unpacked) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < unpacked.changes().size(); i++) {
            shown.add(unpacked.positions().get(i) + " "
                    + HexFormat.of().formatHex(unpacked.changes().get(i).chunk()));
        }
        return shown;
    }
}
