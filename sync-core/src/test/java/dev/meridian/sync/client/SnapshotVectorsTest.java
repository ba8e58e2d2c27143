package dev.meridian.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Opening;
import dev.meridian.sync.trust.SealedEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Attestations and pruned logs of proto/vectors/snapshots.json, which Java and TypeScript judge alike. Rules SNAP of docs/spec/snapshot.md. */
class SnapshotVectorsTest {
    private static final JsonNode FILE = file();
    private static final WorkspaceId WORKSPACE = new WorkspaceId(bytes(FILE, "ws"));
    private static final EnvelopeOpener OPENER =
            new EnvelopeOpener(WORKSPACE, List.of(EpochKey.of(0, bytes(FILE, "epoch_secret"))));

    private static JsonNode file() {
        try {
            return new ObjectMapper().readTree(Files.readString(Path.of("..", "proto", "vectors", "snapshots.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteString bytes(JsonNode node, String field) {
        return Hex.decode(node.get(field).asText());
    }

    private static List<DynamicTest> each(String what, Consumer<JsonNode> test) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode each : FILE.get(what)) {
            String name = each.get("name").asText() + "_" + each.get("rule").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> test.accept(each)));
        }
        return tests;
    }

    private static Membership membersAfter(int records) {
        Membership members = Membership.none(WORKSPACE);
        for (int i = 0; i < records; i++) {
            JsonNode record = FILE.get("records").get(i);
            members = ((Membership.Accepted) members.apply(
                            bytes(record, "item"), record.get("entry_ms").asLong()))
                    .next();
        }
        return members;
    }

    @TestFactory
    List<DynamicTest> wordsForASnapshotCountOrDoNot() {
        return each("attestations", vector -> {
            ByteString item = bytes(vector, "item");
            String found = switch (SealedEnvelope.verify(
                    item, membersAfter(vector.get("records").asInt()))) {
                case SealedEnvelope.Verified verified -> "VERIFIED";
                case SealedEnvelope.Rejected rejected -> rejected.fault().name();
                case SealedEnvelope.Unreadable unreadable -> "UNREADABLE";
            };
            assertThat(found).isEqualTo(vector.get("result").asText());
            if (found.equals("VERIFIED")) {
                assertThat(OPENER.openVerified(item)).isInstanceOf(Opening.Attested.class);
            }
        });
    }

    @TestFactory
    List<DynamicTest> prunedLogsAreReadOrNot() {
        return each("logs", vector -> {
            EntryVerifier verifier = new EntryVerifier(LocalLog.empty(WORKSPACE));
            String found = "VERIFIED";
            for (JsonNode each : vector.get("entries")) {
                LogItem sent = LogItem.newBuilder()
                        .setEntry(bytes(each, "entry"))
                        .setItem(bytes(each, "item"))
                        .build();
                EntryVerifier.Outcome outcome = verifier.next(EntryVerifier.Examined.of(sent, verifier.members()));
                if (!(outcome instanceof EntryVerifier.Verified verified)) {
                    found = "BROKEN";
                    break;
                }
                assertThat(verified.entry().rejected()).isEmpty();
                assertThat(verified.entry().chain()).isEqualTo(bytes(each, "chain"));
            }
            assertThat(found).isEqualTo(vector.get("result").asText());
        });
    }
}
