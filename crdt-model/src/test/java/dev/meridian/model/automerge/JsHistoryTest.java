package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Documents that a web client made: js-history.txt comes from Automerge JS 3.5.0 by js-history.mjs beside it. */
final class JsHistoryTest {

    private static final ActorId READER = ActorId.ofHex("aa".repeat(24));

    private final List<Incoming> changes = new ArrayList<>();
    private final Map<String, String> expected = new TreeMap<>();

    JsHistoryTest() throws IOException {
        try (InputStream in = JsHistoryTest.class.getResourceAsStream("/automerge/js-history.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", 3);
                if (words[0].equals("change")) {
                    changes.add(new Incoming(
                            ActorId.ofHex(words[1]).device(), HexFormat.of().parseHex(words[2])));
                } else {
                    expected.put(words[0], line.substring(words[0].length() + 1));
                }
            }
        }
    }

    @Test
    void everyChangeOfTheWebClientPassesTheGate_GATE_1() {
        try (Replica replica = Replica.create(READER)) {
            Applied applied = replica.apply(changes);
            assertThat(applied.outcomes()).hasSize(changes.size()).allMatch(ChangeOutcome.Accepted.class::isInstance);
            assertThat(replica.heads().stream().map(ChangeHash::hex))
                    .containsExactlyInAnyOrder(
                            expected.getOrDefault("heads", "").split(" "));
        }
    }

    @Test
    void treeAndTextsAreWhatTheWebClientSees() {
        try (Replica replica = Replica.create(READER);
                BareAutomerge bare = new BareAutomerge()) {
            replica.apply(changes);
            changes.forEach(change -> bare.apply(change.chunk()));
            assertThat(BareAutomerge.content(replica)).isEqualTo(bare.content());

            String text =
                    replica.text(replica.tree().at(ObjectId.ROOT, "text").text().orElseThrow());
            assertThat("\"" + text.replace("\n", "\\n") + "\"").isEqualTo(expected.get("text"));
            ObjectId cards = replica.tree().mapAt("cards").orElseThrow();
            int count = replica.tree().keys(cards).stream()
                    .mapToInt(shard ->
                            replica.tree().size(replica.tree().map(cards, shard).orElseThrow()))
                    .sum();
            assertThat(count).hasToString(expected.get("cards"));
        }
    }

    @Test
    void whatPassesTheGateComesBackFromASave_GATE_2() {
        try (Replica replica = Replica.create(READER);
                BareAutomerge bare = new BareAutomerge()) {
            replica.apply(changes);
            changes.forEach(change -> bare.apply(change.chunk()));
            try (BareAutomerge loaded = BareAutomerge.load(bare.save())) {
                assertThat(loaded.heads()).containsExactlyInAnyOrderElementsOf(replica.heads());
                assertThat(loaded.content()).isEqualTo(BareAutomerge.content(replica));
            }
        }
    }
}
