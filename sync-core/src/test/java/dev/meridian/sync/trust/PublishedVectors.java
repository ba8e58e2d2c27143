package dev.meridian.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Hex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** The published test vectors, where MERIDIAN_DATA names the directory that holds them; else the test is skipped. */
final class PublishedVectors {
    private PublishedVectors() {}

    /** A test of a Wycheproof file, with the group it stands in. */
    record Case(JsonNode group, JsonNode test) {
        ByteString bytes(String field) {
            return Hex.decode(test.get(field).asText());
        }

        boolean isValid() {
            return test.get("result").asText().equals("valid");
        }

        boolean hasFlag(String flag) {
            return StreamSupport.stream(test.get("flags").spliterator(), false)
                    .anyMatch(node -> node.asText().equals(flag));
        }

        @Override
        public String toString() {
            return test.get("tcId") + " " + test.get("comment") + " " + test.get("flags");
        }
    }

    static Stream<Case> wycheproof(String file) throws IOException {
        return StreamSupport.stream(read("wycheproof/" + file).get("testGroups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("tests").spliterator(), false)
                        .map(test -> new Case(group, test)));
    }

    static JsonNode speccheck() throws IOException {
        return read("speccheck/cases.json");
    }

    private static JsonNode read(String name) throws IOException {
        Path file = Path.of(Objects.requireNonNullElse(System.getenv("MERIDIAN_DATA"), ""), "vectors", name);
        Assumptions.assumeTrue(Files.exists(file), () -> "MERIDIAN_DATA has no vectors/" + name);
        return new ObjectMapper().readTree(file.toFile());
    }
}
