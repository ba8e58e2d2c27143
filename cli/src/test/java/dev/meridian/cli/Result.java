package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.cli.exit.ExitCode;
import java.util.List;

/** What one run gave. */
public record Result(List<String> command, int code, String out, String err) {

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** It went well. */
    public Result ok() {
        return code(ExitCode.OK);
    }

    public Result code(ExitCode expected) {
        assertThat(code).as("exit code of %s%n%s%n%s", command, out, err).isEqualTo(expected.number());
        return this;
    }

    /** It failed as documented: one clear line, nothing on stdout, no stack trace. */
    public Result failed(ExitCode expected, String... parts) {
        code(expected);
        assertThat(out).as("stdout of %s", command).isEmpty();
        List<String> lines = err.lines().toList();
        assertThat(lines).as("stderr of %s", command).isNotEmpty();
        assertThat(lines.getFirst()).startsWith("meridian: ");
        for (String part : parts) {
            assertThat(lines.getFirst()).contains(part);
        }
        assertThat(lines.stream().skip(1))
                .as("only candidates and steps after the line")
                .allMatch(line -> line.startsWith("  "));
        assertThat(err).doesNotContain("Exception", "\tat ");
        return this;
    }

    /** Exactly one JSON document, on stdout. */
    public JsonNode json() {
        return parsed(out);
    }

    /** Exactly one JSON document, on stderr. */
    public JsonNode jsonError() {
        assertThat(out).isEmpty();
        return parsed(err).path("error");
    }

    private JsonNode parsed(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON document, of " + command + ":\n" + text, e);
        }
    }
}
