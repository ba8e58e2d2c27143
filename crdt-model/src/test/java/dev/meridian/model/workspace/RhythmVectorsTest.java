package dev.meridian.model.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.rhythm.AgendaFold;
import dev.meridian.model.rhythm.AgendaTerms;
import dev.meridian.model.rhythm.Asking;
import dev.meridian.model.rhythm.DecisionFact;
import dev.meridian.model.rhythm.DigestFold;
import dev.meridian.model.rhythm.Matters;
import dev.meridian.model.rhythm.Period;
import dev.meridian.model.rhythm.Story;
import dev.meridian.model.rhythm.page.AgendaJson;
import dev.meridian.model.rhythm.page.DigestJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of the rhythm (proto/vectors/digests.json and agendas.json; their form is in docs/spec/rhythm.md). */
class RhythmVectorsTest {

    private static final VectorFiles VECTORS = new VectorFiles();

    private static Stream<Arguments> cases(String file) throws IOException {
        JsonNode all = VECTORS.read(file);
        return StreamSupport.stream(all.get("cases").spliterator(), false)
                .map(each -> Arguments.of(each.get("name").asText(), all.get("start"), each));
    }

    @AfterAll
    static void writesWhatItFoundWhereAskedTo() throws IOException {
        VECTORS.writeWhereAskedTo();
    }

    static Stream<Arguments> digests() throws IOException {
        return cases("digests.json");
    }

    static Stream<Arguments> agendas() throws IOException {
        return cases("agendas.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("digests")
    void digests_RHY_20(String name, JsonNode start, JsonNode vector) throws IOException {
        try (Story story = told(start, vector)) {
            Period period = story.period();
            check(vector, "digest", DigestJson.of(DigestFold.of(period, matters(period, vector), asking(vector))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agendas")
    void agendas_RHY_20(String name, JsonNode start, JsonNode vector) throws IOException {
        try (Story story = told(start, vector)) {
            Period period = story.period();
            AgendaTerms terms = AgendaTerms.usual(TimeZones.installed());
            check(
                    vector,
                    "agenda",
                    AgendaJson.of(AgendaFold.of(period, matters(period, vector), asking(vector), terms)));
        }
    }

    private static void check(JsonNode vector, String key, Json found) throws IOException {
        if (VectorFiles.WRITING) {
            ((ObjectNode) vector).set(key, VectorFiles.MAPPER.readTree(found.print()));
        }
        assertThat(found.print())
                .isEqualTo(JsonText.parse(vector.path(key).toString())
                        .orElseThrow()
                        .print());
    }

    private static Story told(JsonNode start, JsonNode vector) {
        Story story = new Story();
        start.forEach(step -> tell(story, step));
        vector.path("before").forEach(step -> tell(story, step));
        story.look();
        vector.path("after").forEach(step -> tell(story, step));
        return story;
    }

    private static void tell(Story story, JsonNode step) {
        int device = step.get("device").asInt();
        Instant at = Instant.parse(step.get("at").asText());
        boolean blind = step.path("blind").asBoolean();
        JsonNode intents = step.get("intents");
        if (step.has("board")) {
            story.board(
                    new BoardId(step.get("board").asText()),
                    device,
                    at,
                    blind,
                    read(BoardIntent.class, BoardIntent.Discuss::new, intents));
        } else if (step.has("document")) {
            story.document(
                    new DocumentId(step.get("document").asText()),
                    device,
                    at,
                    blind,
                    read(DocumentIntent.class, DocumentIntent.Discuss::new, intents));
        } else {
            List<TeamIntent> team = new ArrayList<>();
            intents.forEach(each -> team.add(IntentJson.read(TeamIntent.class, each)));
            story.team(device, at, blind, team);
        }
    }

    /** What concerns threads and comments is written as it is, without the intent that hands it on. */
    private static <I extends Intent> List<I> read(
            Class<I> family, Function<DiscussionIntent, I> discuss, JsonNode intents) {
        List<I> list = new ArrayList<>();
        for (JsonNode each : intents) {
            boolean said = Arrays.stream(DiscussionIntent.class.getPermittedSubclasses())
                    .anyMatch(kind ->
                            kind.getSimpleName().equals(each.get("intent").asText()));
            list.add(said ? discuss.apply(said(each)) : IntentJson.read(family, each));
        }
        return list;
    }

    private static DiscussionIntent said(JsonNode json) {
        Instant at = Instant.parse(json.get("at").asText());
        return switch (json.get("intent").asText()) {
            case "OpenThread" ->
                new DiscussionIntent.OpenThread(
                        new ThreadId(json.get("thread").asText()),
                        new CardId(json.get("on").get("card").asText()),
                        Optional.empty(),
                        at);
            case "AddComment" -> {
                TreeSet<MemberId> mentions = new TreeSet<>();
                json.get("mentions").forEach(each -> mentions.add(new MemberId(each.asText())));
                yield new DiscussionIntent.AddComment(
                        new CommentId(json.get("comment").asText()),
                        new ThreadId(json.get("thread").asText()),
                        json.get("text").asText(),
                        mentions,
                        at);
            }
            case "RaiseBlocker" ->
                new DiscussionIntent.RaiseBlocker(
                        new CommentId(json.get("comment").asText()), at);
            case "ClearBlocker" ->
                new DiscussionIntent.ClearBlocker(
                        new CommentId(json.get("comment").asText()), at);
            default -> throw new IllegalArgumentException(json.toString());
        };
    }

    private static Asking asking(JsonNode vector) {
        Optional<MemberId> reader = vector.has("reader")
                ? Optional.of(new MemberId(vector.get("reader").asText()))
                : Optional.empty();
        return new Asking(reader, Instant.parse(vector.get("now").asText()));
    }

    private static Matters matters(Period period, JsonNode vector) {
        List<DecisionFact> decisions = new ArrayList<>();
        vector.path("decisions").forEach(each -> decisions.add(decision(each)));
        return Matters.of(period, decisions);
    }

    private static DecisionFact decision(JsonNode json) {
        TreeSet<MemberId> waitingFor = new TreeSet<>();
        json.path("waitingFor").forEach(each -> waitingFor.add(new MemberId(each.asText())));
        return new DecisionFact(
                new DocumentId(json.get("document").asText()),
                DecisionFact.Standing.valueOf(json.get("standing").asText().toUpperCase(java.util.Locale.ROOT)),
                json.get("outcome").asText(),
                instant(json, "deadline"),
                instant(json, "since"),
                waitingFor,
                json.path("objectionRounds").asInt());
    }

    private static Optional<Instant> instant(JsonNode json, String key) {
        return json.has(key) ? Optional.of(Instant.parse(json.get(key).asText())) : Optional.empty();
    }
}
