package dev.meridian.model.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.board.Boards;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.json.Numbers;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.schema.ItemKeys;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that Java and TypeScript share (proto/vectors/model-*.json; their form is in docs/spec/model.md). */
class VectorsTest {

    private static final VectorFiles VECTORS = new VectorFiles();

    private static Stream<Arguments> cases(String file) throws IOException {
        JsonNode all = VECTORS.read(file);
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> Arguments.of(each.get("name").asText(), each));
    }

    @AfterAll
    static void writesWhatItFoundWhereAskedTo() throws IOException {
        VECTORS.writeWhereAskedTo();
    }

    static Stream<Arguments> boards() throws IOException {
        return cases("model-board.json");
    }

    static Stream<Arguments> teams() throws IOException {
        return cases("model-team.json");
    }

    static Stream<Arguments> documents() throws IOException {
        return cases("model-document.json");
    }

    static Stream<Arguments> cycles() throws IOException {
        return cases("model-cycles.json");
    }

    static Stream<Arguments> values() throws IOException {
        return cases("model-values.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("boards")
    void boards_VECTOR_1(String name, JsonNode vector) throws IOException {
        run(vector, BoardIntent.class, BoardDocument::open, BoardJson::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("teams")
    void teams_VECTOR_1(String name, JsonNode vector) throws IOException {
        run(vector, TeamIntent.class, TeamDocument::open, TeamJson::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void documents_VECTOR_1(String name, JsonNode vector) throws IOException {
        run(vector, DocumentIntent.class, TextDocument::open, DocumentJson::of);
    }

    private static <S, I extends Intent> void run(
            JsonNode vector, Class<I> family, Function<Replica, PlanDocument<S, I>> open, Function<S, Json> json)
            throws IOException {
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
            if (VectorFiles.WRITING) {
                Json found = json.apply(devices.getFirst().snapshot());
                ((ObjectNode) vector).set("document", VectorFiles.MAPPER.readTree(found.print()));
            }
            for (Peer<S, I> device : devices) {
                assertThat(json.apply(device.snapshot()).print())
                        .isEqualTo(canonical(vector.get("document")).print());
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
        Edited edited = device.apply(intents);
        assertThat(Json.array(edited.warnings().stream()
                                .map(VectorsTest::warning)
                                .toList())
                        .print())
                .isEqualTo(canonical(step.path("warnings")).print());
    }

    private static Json warning(Warning warning) {
        return switch (warning) {
            case Warning.ClosesCycle closes ->
                Json.object(new TreeMap<>(Map.of(
                        "warning",
                        Json.of("ClosesCycle"),
                        "dependency",
                        Json.of(closes.dependency().hex()),
                        "path",
                        Json.strings(closes.path().stream().map(CardId::hex).toList()))));
            case Warning.AlreadyLinked linked ->
                Json.object(new TreeMap<>(Map.of(
                        "warning",
                        Json.of("AlreadyLinked"),
                        "dependency",
                        Json.of(linked.dependency().hex()),
                        "existing",
                        Json.of(linked.existing().hex()))));
        };
    }

    private static Json canonical(JsonNode node) {
        return node.isMissingNode()
                ? Json.array(List.of())
                : JsonText.parse(node.toString()).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cycles")
    void cycles_VECTOR_2(String name, JsonNode vector) {
        try (Peer<Board, BoardIntent> device = Boards.created(1)) {
            List<BoardIntent> intents = new ArrayList<>();
            vector.get("cards")
                    .forEach(card -> intents.add(
                            new BoardIntent.AddCard(new CardId(card.asText()), "Card", Position.ORIGIN, Size.CARD)));
            int number = 0;
            for (JsonNode arrow : vector.get("arrows")) {
                intents.add(new BoardIntent.AddDependency(
                        new DependencyId("%032x".formatted(number++)),
                        new CardId(arrow.get(0).asText()),
                        new CardId(arrow.get(1).asText()),
                        DependencyKind.BLOCKS));
            }
            device.apply(intents);

            List<List<String>> found = device.snapshot().cycles().stream()
                    .map(cycle -> cycle.path().stream().map(CardId::hex).toList())
                    .toList();
            List<List<String>> expected =
                    Arrays.asList(VectorFiles.MAPPER.convertValue(vector.get("cycles"), String[][].class)).stream()
                            .map(List::of)
                            .toList();
            assertThat(found).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void values_VECTOR_3(String name, JsonNode vector) {
        String expected = vector.get("is").asText();
        String found = switch (vector.get("what").asText()) {
            case "label key" -> ItemKeys.ofText(Field.LABEL, vector.get("of").asText());
            case "owner key" -> ItemKeys.ofName(Field.OWNER, vector.get("of").asText());
            case "number" -> Numbers.print(Double.parseDouble(vector.get("of").asText()));
            case "json" ->
                JsonText.parse(vector.get("of").asText()).orElseThrow().print();
            default -> throw new IllegalArgumentException(vector.toString());
        };
        assertThat(found).isEqualTo(expected);
    }
}
