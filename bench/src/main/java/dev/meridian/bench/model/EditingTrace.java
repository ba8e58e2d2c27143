package dev.meridian.bench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.text.Splice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Somebody writes a text: the trace of a real paper where {@code MERIDIAN_DATA} has it (github.com/josephg/editing-traces,
 * automerge-paper), a made-up one of as many edits where not. Immutable.
 */
public final class EditingTrace {
    private static final int MADE_UP_EDITS = 259_778;
    private static final int WORD_LETTERS = 6;

    private final String name;
    private final List<Splice> splices;
    private final String end;

    private EditingTrace(String name, List<Splice> splices, String end) {
        this.name = name;
        this.splices = List.copyOf(splices);
        this.end = end;
    }

    /** The paper, or what stands in for it. */
    public static EditingTrace read() {
        return file().map(EditingTrace::read).orElseGet(EditingTrace::makeUp);
    }

    private static Optional<Path> file() {
        String data = System.getenv("MERIDIAN_DATA");
        return Optional.ofNullable(data)
                .filter(set -> !set.isBlank())
                .map(set -> Path.of(set, "traces", "automerge-paper.json.gz"))
                .filter(Files::isReadable);
    }

    private static EditingTrace read(Path file) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            JsonNode trace = new ObjectMapper().readTree(in);
            List<Splice> splices = new ArrayList<>();
            for (JsonNode transaction : trace.get("txns")) {
                for (JsonNode patch : transaction.get("patches")) {
                    splices.add(new Splice(
                            patch.get(0).asInt(),
                            patch.get(1).asInt(),
                            patch.get(2).asText()));
                }
            }
            return new EditingTrace(
                    "the paper trace", splices, trace.get("endContent").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Typing at a place, deleting now and then, jumping elsewhere after some words. */
    private static EditingTrace makeUp() {
        Random random = new Random(1);
        List<Splice> splices = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int i = 0; i < MADE_UP_EDITS; i++) {
            if (random.nextInt(40 * WORD_LETTERS) == 0) {
                at = random.nextInt(text.length() + 1);
            }
            if (at > 0 && random.nextInt(4) == 0) {
                at--;
                text.deleteCharAt(at);
                splices.add(Splice.delete(at, 1));
            } else {
                char letter = random.nextInt(WORD_LETTERS) == 0 ? ' ' : (char) ('a' + random.nextInt(26));
                text.insert(at, letter);
                splices.add(Splice.insert(at, String.valueOf(letter)));
                at++;
            }
        }
        return new EditingTrace("a made-up trace", splices, text.toString());
    }

    /** For the report. */
    public String name() {
        return name;
    }

    public List<Splice> splices() {
        return splices;
    }

    /** The length of the text, if it is the right one. */
    public int requireEnd(String text) {
        if (!text.equals(end)) {
            throw new IllegalStateException("the replay of " + name + " ends in another text");
        }
        return text.length();
    }
}
