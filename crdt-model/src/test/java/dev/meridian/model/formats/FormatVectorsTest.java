package dev.meridian.model.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.formats.canvas.CanvasExport;
import dev.meridian.model.formats.canvas.CanvasImport;
import dev.meridian.model.formats.csv.CsvExport;
import dev.meridian.model.formats.csv.CsvImport;
import dev.meridian.model.formats.merge.Plain;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The canvases and tables that Java and TypeScript share (proto/vectors/formats.json; their form is VECTOR-7 in docs/spec/formats.md). */
class FormatVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> cases() throws IOException {
        JsonNode all = JSON.readTree(Files.readString(Path.of("..", "proto", "vectors", "formats.json")));
        assertThat(all.path("cases")).hasSizeGreaterThanOrEqualTo(20);
        return StreamSupport.stream(all.path("cases").spliterator(), false)
                .map(each -> Arguments.of(
                        each.path("rule").asText() + " " + each.path("name").asText(), all.path("members"), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void comesToWhatIsExpected(String name, JsonNode members, JsonNode vector) throws IOException {
        try (TestWorkspace workspace = new TestWorkspace()) {
            members.forEach(member -> workspace.addMember(member.asText()));
            for (JsonNode step : vector.path("steps")) {
                if (step.has("take")) {
                    take(workspace, step);
                } else if (step.has("edit")) {
                    edit(workspace, step);
                } else {
                    write(workspace, step);
                }
            }
        }
    }

    private static void take(TestWorkspace workspace, JsonNode step) {
        String file = step.path("take").asText();
        byte[] bytes = TestWorkspace.utf8(String.join("\n", texts(step.path("lines"))));
        ImportContext context = workspace.context(Vault.NONE);
        ImportResult result = file.endsWith(".canvas")
                ? CanvasImport.plan(context, workspace.target(), file, bytes)
                : CsvImport.plan(context, workspace.target(), file, bytes);
        if (step.has("fails")) {
            assertThat(result).isInstanceOf(ImportFailed.class);
            assertThat(result.toString()).startsWith(step.path("fails").asText());
            return;
        }
        ImportPlan plan = workspace.carryOut(result);
        if (step.path("nothing").asBoolean()) {
            assertThat(plan.isEmpty()).isTrue();
        }
        if (step.has("warnings")) {
            assertThat(plan.warnings().stream().map(ImportWarning::sentence).toList())
                    .isEqualTo(texts(step.path("warnings")));
        }
        step.path("cards").properties().forEach(expected -> {
            JsonNode card = card(workspace, workspace.card(expected.getKey()));
            expected.getValue()
                    .properties()
                    .forEach(field -> assertThat(card.path(field.getKey()))
                            .as("%s of %s", field.getKey(), expected.getKey())
                            .isEqualTo(field.getValue()));
        });
        if (step.has("arrows")) {
            assertThat(arrows(workspace.board())).isEqualTo(texts(step.path("arrows")));
        }
    }

    private static void edit(TestWorkspace workspace, JsonNode step) {
        CardId card = workspace.card(step.path("edit").asText()).id();
        step.properties().forEach(field -> {
            String value = field.getValue().asText();
            switch (field.getKey()) {
                case "edit" -> {}
                case "title" -> workspace.edit(new BoardIntent.SetTitle(card, value));
                case "color" -> workspace.edit(new BoardIntent.SetColor(card, Optional.of(value)));
                case "label" -> workspace.edit(new BoardIntent.AddLabel(card, value));
                case "targetDate" ->
                    workspace.edit(new BoardIntent.SetTargetDate(card, Optional.of(LocalDate.parse(value))));
                case "delete" -> workspace.edit(new BoardIntent.Delete(card));
                default -> throw new AssertionError("no such field in a vector: " + field.getKey());
            }
        });
    }

    private static void write(TestWorkspace workspace, JsonNode step) throws IOException {
        if (step.path("write").asText().equals("csv")) {
            byte[] table = CsvExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board());
            assertThat(new String(table, StandardCharsets.UTF_8))
                    .isEqualTo(String.join("\r\n", texts(step.path("lines"))) + "\r\n");
            return;
        }
        byte[] canvas = CanvasExport.write(workspace.team(), TestWorkspace.BOARD, workspace.board());
        assertThat(numbersAsDoubles(JSON.readTree(canvas), step.path("json")))
                .isEqualTo(numbersAsDoubles(step.path("json"), step.path("json")));
    }

    /** As JSON equality has it: 1e2 is 100, the order of keys means nothing; where a note is expected any text will do. */
    private static JsonNode numbersAsDoubles(JsonNode json, JsonNode expected) {
        if (expected.isTextual() && expected.asText().equals("*") && json.isTextual()) {
            return expected;
        }
        if (json.isNumber()) {
            return JSON.getNodeFactory().numberNode(json.asDouble());
        }
        if (json.isArray()) {
            var items = JSON.createArrayNode();
            for (int i = 0; i < json.size(); i++) {
                items.add(numbersAsDoubles(json.get(i), expected.path(i)));
            }
            return items;
        }
        if (!json.isObject()) {
            return json;
        }
        ObjectNode members = JSON.createObjectNode();
        json.properties()
                .forEach(member -> members.set(
                        member.getKey(), numbersAsDoubles(member.getValue(), expected.path(member.getKey()))));
        return members;
    }

    private static JsonNode card(TestWorkspace workspace, Card card) {
        ObjectNode fields = JSON.createObjectNode();
        fields.put("title", card.title());
        fields.put("description", card.description());
        fields.put(
                "status",
                card.status()
                        .map(workspace.team().statuses()::get)
                        .map(Status::name)
                        .orElse(""));
        fields.set(
                "owners",
                array(card.owners().stream()
                        .map(owner -> owner(workspace, owner))
                        .toList()));
        fields.set("labels", array(List.copyOf(card.labels())));
        fields.put("estimate", card.estimate().map(Plain::number).orElse(""));
        fields.put("targetDate", card.targetDate().map(LocalDate::toString).orElse(""));
        fields.put("pinned", card.pinned());
        fields.put("color", card.color().orElse(""));
        fields.put("position", card.position().toString());
        fields.put("size", card.size().toString());
        fields.put(
                "group",
                card.group()
                        .map(workspace.board().groups()::get)
                        .map(Group::title)
                        .orElse(""));
        return fields;
    }

    private static String owner(TestWorkspace workspace, Owner owner) {
        return switch (owner) {
            case Owner.Named named -> named.name();
            case Owner.OfMember of ->
                Optional.ofNullable(workspace.team().members().get(of.member()))
                        .map(Member::name)
                        .orElseThrow();
        };
    }

    private static JsonNode array(List<String> texts) {
        var array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** Between cards, rising. */
    private static List<String> arrows(Board board) {
        List<String> arrows = new ArrayList<>();
        for (Dependency arrow : board.dependencies().values()) {
            Optional<String> from = title(board, arrow.from());
            Optional<String> to = title(board, arrow.to());
            if (!arrow.deleted() && from.isPresent() && to.isPresent()) {
                arrows.add(array(List.of(from.get(), arrow.kind().word(), to.get()))
                        .toString());
            }
        }
        return arrows.stream().sorted().toList();
    }

    private static Optional<String> title(Board board, PlaceableId end) {
        return end instanceof CardId card
                ? Optional.ofNullable(board.cards().get(card)).map(Card::title)
                : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.isTextual() ? each.asText() : each.toString())
                .toList();
    }
}
