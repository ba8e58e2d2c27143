package dev.meridian.model.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.discussion.Mentions;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.text.WikiLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of the discussion that Java and TypeScript share (their form is in docs/spec/discussion.md). */
class DiscussionVectorsTest {

    private static final Path FILE = Path.of("..", "proto", "vectors", "discussion.json");

    static Stream<Arguments> vectors() throws IOException {
        JsonNode all = new ObjectMapper().readTree(Files.readString(FILE));
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> Arguments.of(each.get("name").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vectors_VECTOR_20(String name, JsonNode vector) {
        switch (vector.get("what").asText()) {
            case "board" -> run(vector, BoardIntent.class, BoardDocument::open, board -> board.discussion());
            case "document" -> run(vector, DocumentIntent.class, TextDocument::open, document -> document.discussion());
            case "mentions" -> mentions(vector);
            case "links" ->
                assertThat(WikiLinks.in(vector.get("text").asText()))
                        .containsExactlyElementsOf(strings(vector.get("links")));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static <S, I extends Intent> void run(
            JsonNode vector,
            Class<I> family,
            Function<Replica, PlanDocument<S, I>> open,
            Function<S, Discussion> discussion) {
        List<Peer<S, I>> devices = new ArrayList<>();
        for (int i = 1; i <= vector.get("devices").asInt(); i++) {
            devices.add(new Peer<>(i, open));
        }
        try {
            for (JsonNode step : vector.get("steps")) {
                if (step.has("from")) {
                    device(devices, step.get("to")).receiveFrom(device(devices, step.get("from")));
                } else {
                    edit(step, device(devices, step.get("device")), family);
                }
            }
            for (Peer<S, I> to : devices) {
                devices.forEach(from -> to.receiveFrom(from));
            }
            String expected = JsonText.parse(vector.get("threads").toString())
                    .orElseThrow()
                    .print();
            for (Peer<S, I> device : devices) {
                assertThat(Json.array(DiscussionJson.of(discussion.apply(device.snapshot())))
                                .print())
                        .isEqualTo(expected);
                assertThat(device.reopened()).isEqualTo(device.snapshot());
            }
        } finally {
            devices.forEach(Peer::close);
        }
    }

    private static <S, I extends Intent> Peer<S, I> device(List<Peer<S, I>> devices, JsonNode number) {
        return devices.get(number.asInt() - 1);
    }

    private static <S, I extends Intent> void edit(JsonNode step, Peer<S, I> device, Class<I> family) {
        List<I> intents = new ArrayList<>();
        step.get("intents").forEach(each -> intents.add(IntentJson.read(family, each)));
        if (step.has("refused")) {
            IntentRefused refused = catchThrowableOfType(IntentRefused.class, () -> device.apply(intents));
            assertThat(refused).as("refusal of " + step).isNotNull();
            assertThat(refused.index()).isEqualTo(step.get("refused").asInt());
            return;
        }
        device.apply(intents);
    }

    private static void mentions(JsonNode vector) {
        try (Peer<Team, TeamIntent> peer = new Peer<>(1, TeamDocument::open)) {
            peer.apply(new TeamIntent.Create("Harbour"));
            vector.get("members")
                    .properties()
                    .forEach(each -> peer.apply(new TeamIntent.AddMember(
                            new MemberId(each.getKey()), each.getValue().asText(), "Etc/UTC")));
            assertThat(Mentions.in(vector.get("text").asText(), peer.snapshot()))
                    .extracting(MemberId::hex)
                    .containsExactlyElementsOf(strings(vector.get("mentions")));
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }
}
