package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recovery words against proto/vectors/recovery-words.json, and the list itself. */
final class RecoveryWordsTest {
    private static JsonNode vectors() throws IOException {
        return new ObjectMapper()
                .readTree(
                        Path.of("..", "proto", "vectors", "recovery-words.json").toFile());
    }

    private static List<DynamicTest> cases(String list, Case check) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode node : vectors().path(list)) {
            tests.add(DynamicTest.dynamicTest(node.path("name").textValue(), () -> check.of(node)));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private interface Case {
        void of(JsonNode node);
    }

    private static ByteString seed(JsonNode node) {
        return Hex.decode(node.path("seed").textValue());
    }

    @TestFactory
    List<DynamicTest> aSeedAndItsWordsAreThoseOfTheVectors_WORDS1() throws IOException {
        return cases("valid", node -> {
            List<String> words = new ArrayList<>();
            node.path("words").forEach(word -> words.add(word.textValue()));
            assertThat(RecoveryWords.of(seed(node)).words()).isEqualTo(words);
            assertThat(read(String.join(" ", words))).isEqualTo(seed(node));
        });
    }

    @TestFactory
    List<DynamicTest> whatAPersonTypesIsRead_WORDS2() throws IOException {
        return cases(
                "read", node -> assertThat(read(node.path("text").textValue())).isEqualTo(seed(node)));
    }

    @TestFactory
    List<DynamicTest> refusesWithAReason_WORDS2() throws IOException {
        return cases(
                "broken",
                node -> assertThat(RecoveryWords.parse(node.path("text").textValue()))
                        .isEqualTo(new RecoveryWords.Broken(node.path("reason").textValue())));
    }

    @Test
    void theListIsThePublishedOne_WORDS1() {
        ByteString published = ByteString.copyFromUtf8(String.join("\n", RecoveryWordList.WORDS) + "\n");
        assertThat(Hex.encode(Sha256.of(published)))
                .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        assertThat(new TreeSet<>(RecoveryWordList.WORDS)).hasSize(2048);
    }

    @Test
    void everySeedComesBack_WORDS1() {
        SeededEntropy entropy = new SeededEntropy("recovery words");
        for (int i = 0; i < 200; i++) {
            ByteString seed = entropy.bytes(RecoveryWords.SEED_LENGTH);
            assertThat(read(String.join("\n", RecoveryWords.of(seed).words()))).isEqualTo(seed);
        }
    }

    @Test
    void oneOfAllWordsInPlaceOfAnotherPassesAtTheRateOfTheChecksumAlone_WORDS1() {
        List<String> words = new ArrayList<>(
                RecoveryWords.of(new SeededEntropy("checksum").bytes(32)).words());
        int passing = 0;
        for (String word : RecoveryWordList.WORDS) {
            words.set(5, word);
            if (RecoveryWords.parse(String.join(" ", words)) instanceof RecoveryWords.Parsed) {
                passing++;
            }
        }
        // Eight bits of checksum let one in 256 pass: 8 of 2,048, as chance has it.
        assertThat(passing).isBetween(1, 30);
    }

    @Test
    void showsNoWord_KEY5() {
        assertThat(RecoveryWords.of(ByteString.copyFrom(new byte[32]))).hasToString("RecoveryWords[...]");
        assertThatIllegalArgumentException().isThrownBy(() -> RecoveryWords.of(ByteString.copyFrom(new byte[16])));
    }

    private static ByteString read(String text) {
        return RecoveryWords.parse(text) instanceof RecoveryWords.Parsed parsed
                ? parsed.words().seed()
                : ByteString.EMPTY;
    }
}
