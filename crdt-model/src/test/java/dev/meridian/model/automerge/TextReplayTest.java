package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Long typing: every keystroke of a paper where the data is at hand, a made-up writer otherwise. */
final class TextReplayTest {

    private static final ActorId ME = ActorId.ofHex("33".repeat(24));

    private record Keystroke(int position, int deleteCount, String insert) {}

    private record Trace(List<Keystroke> keystrokes, String end) {}

    private static Path paper() {
        return Path.of(String.valueOf(System.getenv("MERIDIAN_DATA")), "traces", "automerge-paper.json.gz");
    }

    static boolean hasPaper() {
        return Files.exists(paper());
    }

    @Test
    @EnabledIf("hasPaper")
    void everyKeystrokeOfAPaper() throws IOException {
        Trace trace = read(paper());
        assertThat(trace.keystrokes).hasSize(259_778);
        replay(trace, 4_000);
    }

    @Test
    void aWriterWithEveryKindOfCharacter() {
        Random random = new Random(8);
        String[] words = {"word ", "ä", "😀", "line\n", "𝔘𝔘", "\u0000", "x"};
        StringBuilder text = new StringBuilder();
        List<Keystroke> keystrokes = new ArrayList<>();
        int cursor = 0;
        for (int i = 0; i < 9_000; i++) {
            int length = text.codePointCount(0, text.length());
            cursor = random.nextInt(40) == 0 ? random.nextInt(length + 1) : Math.min(cursor, length);
            int deleteCount = random.nextInt(5) == 0 ? Math.min(random.nextInt(4), length - cursor) : 0;
            String insert = random.nextInt(6) == 0 ? "" : words[random.nextInt(words.length)];
            keystrokes.add(new Keystroke(cursor, deleteCount, insert));
            int from = text.offsetByCodePoints(0, cursor);
            text.replace(from, text.offsetByCodePoints(from, deleteCount), insert);
            cursor += insert.codePointCount(0, insert.length());
        }
        replay(new Trace(keystrokes, text.toString()), 1_500);
    }

    /** @param burst edits a transaction */
    private static void replay(Trace trace, int burst) {
        List<byte[]> log = new ArrayList<>();
        try (Replica replica = Replica.create(ME)) {
            log.add(replica.edit(edit -> edit.putText(ObjectId.ROOT, "text"))
                    .orElseThrow()
                    .change()
                    .chunk());
            ObjectId text = replica.tree().at(ObjectId.ROOT, "text").text().orElseThrow();
            for (int from = 0; from < trace.keystrokes.size(); from += burst) {
                List<Keystroke> keys = trace.keystrokes.subList(from, Math.min(trace.keystrokes.size(), from + burst));
                replica.edit(edit -> keys.forEach(key -> edit.splice(text, key.position, key.deleteCount, key.insert)))
                        .ifPresent(change -> log.add(change.change().chunk()));
            }
            assertThat(replica.text(text)).isEqualTo(trace.end);
            try (Replica reader = Replica.open(ActorId.ofHex("44".repeat(24)), log)) {
                assertThat(reader.text(text)).isEqualTo(trace.end);
                assertThat(reader.heads()).isEqualTo(replica.heads());
            }
        }
    }

    /** Reads the format of josephg/editing-traces. */
    private static Trace read(Path file) throws IOException {
        List<Keystroke> keystrokes = new ArrayList<>();
        String end = "";
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                JsonParser parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                if (parser.currentName().equals("endContent")) {
                    end = parser.nextTextValue();
                } else if (parser.currentName().equals("patches")) {
                    readPatches(parser, keystrokes);
                }
            }
        }
        return new Trace(keystrokes, end);
    }

    private static void readPatches(JsonParser parser, List<Keystroke> keystrokes) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            int position = parser.nextIntValue(-1);
            int deleteCount = parser.nextIntValue(-1);
            keystrokes.add(new Keystroke(position, deleteCount, parser.nextTextValue()));
            parser.nextToken();
        }
    }
}
