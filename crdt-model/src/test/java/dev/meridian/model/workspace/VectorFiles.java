package dev.meridian.model.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The vectors shared with the other language, as one class of tests reads them and, where it is asked to, writes them. */
final class VectorFiles {

    static final ObjectMapper MAPPER = new ObjectMapper();

    /** Set, tests write what they find instead of comparing it: for a change of the rules that is meant. */
    static final boolean WRITING = Boolean.getBoolean("meridian.vectors.write");

    private static final Path VECTORS = Path.of("..", "proto", "vectors");

    private final Map<String, JsonNode> read = new TreeMap<>();

    JsonNode read(String file) throws IOException {
        JsonNode all = MAPPER.readTree(Files.readString(VECTORS.resolve(file)));
        assertThat(all).isNotEmpty();
        read.put(file, all);
        return all;
    }

    void writeWhereAskedTo() throws IOException {
        if (!WRITING) {
            return;
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        for (Map.Entry<String, JsonNode> file : read.entrySet()) {
            Files.writeString(
                    VECTORS.resolve(file.getKey()), MAPPER.writer(printer).writeValueAsString(file.getValue()) + "\n");
        }
    }
}
