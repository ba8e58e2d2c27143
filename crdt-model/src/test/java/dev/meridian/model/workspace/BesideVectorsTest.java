package dev.meridian.model.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.discussion.Home;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said beside boards and documents (VECTOR-21): vectors of its own, and those of what was said in them, which come out the same. */
class BesideVectorsTest {

    static Stream<Arguments> vectors() throws IOException {
        VectorFiles files = new VectorFiles();
        return Stream.of("discussion-beside.json", "discussion.json")
                .flatMap(file -> {
                    try {
                        return StreamSupport.stream(files.read(file).spliterator(), false);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(each ->
                        Set.of("board", "document").contains(each.get("what").asText()))
                .map(each -> Arguments.of(each.get("name").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vectors_VECTOR_21(String name, JsonNode vector) {
        if (vector.get("what").asText().equals("board")) {
            run(vector, TalkingPeer.Kind.board());
        } else {
            run(vector, TalkingPeer.Kind.document());
        }
    }

    private static <S, I extends Intent> void run(JsonNode vector, TalkingPeer.Kind<S, I> kind) {
        List<TalkingPeer<S, I>> devices = new ArrayList<>();
        for (int i = 1; i <= vector.get("devices").asInt(); i++) {
            devices.add(new TalkingPeer<>(i, kind));
        }
        try {
            for (JsonNode step : vector.get("steps")) {
                if (step.has("from")) {
                    devices.get(step.get("to").asInt() - 1)
                            .receiveFrom(devices.get(step.get("from").asInt() - 1));
                } else {
                    edit(step, devices.get(step.get("device").asInt() - 1), kind);
                }
            }
            for (TalkingPeer<S, I> to : devices) {
                devices.forEach(to::receiveFrom);
            }
            String expected = JsonText.parse(vector.get("threads").toString())
                    .orElseThrow()
                    .print();
            for (TalkingPeer<S, I> device : devices) {
                Discussion said = device.discussion();
                assertThat(Json.array(DiscussionJson.of(said)).print()).isEqualTo(expected);
                assertThat(device.reopened()).isEqualTo(said);
                if (vector.has("beside")) {
                    assertThat(beside(said)).containsExactlyElementsOf(strings(vector.get("beside")));
                }
            }
        } finally {
            devices.forEach(TalkingPeer::close);
        }
    }

    private static List<String> beside(Discussion said) {
        Stream<String> threads = said.threads().values().stream()
                .filter(thread -> thread.home() == Home.COMMENTS)
                .map(CommentThread::id)
                .map(Object::toString);
        Stream<String> comments = said.threads().values().stream()
                .flatMap(thread -> thread.comments().stream())
                .filter(comment -> comment.home() == Home.COMMENTS)
                .map(Comment::id)
                .map(Object::toString);
        return Stream.concat(threads, comments).sorted().toList();
    }

    private static <S, I extends Intent> void edit(
            JsonNode step, TalkingPeer<S, I> device, TalkingPeer.Kind<S, I> kind) {
        List<I> intents = new ArrayList<>();
        step.get("intents").forEach(each -> intents.add(IntentJson.read(kind.family(), each)));
        if (step.has("refused")) {
            IntentRefused refused = catchThrowableOfType(IntentRefused.class, () -> device.apply(intents));
            assertThat(refused).as("refusal of " + step).isNotNull();
            assertThat(refused.index()).isEqualTo(step.get("refused").asInt());
        } else if (step.path("earlier").asBoolean()) {
            device.applyAsEarlier(intents);
        } else {
            device.apply(intents);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }
}
