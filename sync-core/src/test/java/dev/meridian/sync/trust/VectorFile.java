package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of proto/vectors, which every implementation reads. The generator here is also the check: a test fails where the
 * file is not what this code says. {@code mvn -pl sync-core test -Dtest=VectorsTest -Dmeridian.vectors.write=true} writes
 * the files anew, after a change of the format that is meant.
 */
record VectorFile(String name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    void holds(ObjectNode expected) throws IOException {
        Path file = Path.of("..", "proto", "vectors", name);
        String text = print(expected);
        if (Boolean.getBoolean("meridian.vectors.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("made by -Dmeridian.vectors.write=true").exists();
        assertThat(Files.readString(file)).as(file.toString()).isEqualTo(text);
    }

    private static String print(ObjectNode node) throws JsonProcessingException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return JSON.writer(printer).writeValueAsString(node) + "\n";
    }
}
