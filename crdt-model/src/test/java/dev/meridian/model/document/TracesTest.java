package dev.meridian.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.DocumentIntent.Create;
import dev.meridian.model.intent.DocumentIntent.EditText;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Recorded typing, replayed through the text intent: real recordings where MERIDIAN_DATA says they are, small ones of our own always. */
class TracesTest {

    private static final String OWN_SEQUENTIAL = """
            {"startContent":"","endContent":"hello wörld 😀!","txns":[
              {"patches":[[0,0,"hallo"]]},
              {"patches":[[1,1,"e"],[5,0," world"]]},
              {"patches":[[7,1,"ö"],[11,0," 😀"],[13,0,"?"]]},
              {"patches":[[13,1,"!"]]}]}
            """;

    private static final String OWN_CONCURRENT = """
            {"kind":"concurrent","endContent":"yoooo ho ho there\\n","numAgents":2,"txns":[
              {"parents":[],"agent":0,"patches":[[0,0,"hi\\n"]]},
              {"parents":[0],"agent":0,"patches":[[0,2,""],[0,0,"yoooo"]]},
              {"parents":[0],"agent":1,"patches":[[2,0," there"]]},
              {"parents":[1,2],"agent":0,"patches":[[5,0," ho"]]},
              {"parents":[3],"agent":1,"patches":[[8,0," ho"]]}]}
            """;

    private final ObjectMapper mapper = new ObjectMapper();

    private JsonNode real(String name) throws IOException {
        String data = System.getenv("MERIDIAN_DATA");
        assumeTrue(data != null && !data.isBlank(), "MERIDIAN_DATA is not set");
        Path file = Path.of(data, "traces", name);
        assumeTrue(Files.exists(file), file + " is not there");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return mapper.readTree(in);
        }
    }

    @Test
    void ourOwnSequentialTraceEndsInItsText_TEXT_5() throws IOException {
        replaySequential(mapper.readTree(OWN_SEQUENTIAL));
    }

    @Test
    void theTraceOfThePaperEndsInItsText_TEXT_5() throws IOException {
        replaySequential(real("automerge-paper.json.gz"));
    }

    @Test
    void ourOwnConcurrentTraceEndsInItsTextOnBoth_TEXT_5() throws IOException {
        replayConcurrent(mapper.readTree(OWN_CONCURRENT));
    }

    @Test
    void friendsForeverEndsInItsTextOnBoth_TEXT_5() throws IOException {
        replayConcurrent(real("friendsforever.json.gz"));
    }

    private static void replaySequential(JsonNode trace) {
        List<DocumentIntent> intents = new ArrayList<>();
        intents.add(new Create());
        intents.add(
                new EditText(List.of(Splice.insert(0, trace.get("startContent").asText()))));
        for (JsonNode transaction : trace.get("txns")) {
            intents.add(new EditText(splices(transaction)));
        }
        try (Peer<Document, DocumentIntent> writer = new Peer<>(1, TextDocument::open);
                Peer<Document, DocumentIntent> reader = new Peer<>(2, TextDocument::open)) {
            writer.apply(intents);
            reader.receiveFrom(writer);

            assertThat(writer.snapshot().text())
                    .isEqualTo(trace.get("endContent").asText());
            assertThat(reader.snapshot()).isEqualTo(writer.snapshot());
        }
    }

    private static List<Splice> splices(JsonNode transaction) {
        List<Splice> splices = new ArrayList<>();
        for (JsonNode patch : transaction.get("patches")) {
            splices.add(new Splice(
                    patch.get(0).asInt(), patch.get(1).asInt(), patch.get(2).asText()));
        }
        return splices;
    }

    /** Before each transaction its author hears of exactly what the recording says it had heard of. */
    private static void replayConcurrent(JsonNode trace) {
        JsonNode transactions = trace.get("txns");
        List<Peer<Document, DocumentIntent>> agents = new ArrayList<>();
        for (int i = 0; i < trace.get("numAgents").asInt(); i++) {
            agents.add(new Peer<>(i + 1, TextDocument::open));
        }
        try {
            List<ParsedChange> start = new ArrayList<>();
            agents.getFirst().apply(new Create()).changes().forEach(change -> start.add(change.change()));
            agents.stream().skip(1).forEach(agent -> agent.receive(start));
            List<List<ParsedChange>> made = new ArrayList<>();
            List<BitSet> known = agents.stream().map(agent -> new BitSet()).toList();
            for (int i = 0; i < transactions.size(); i++) {
                JsonNode transaction = transactions.get(i);
                int agent = transaction.get("agent").asInt();
                Peer<Document, DocumentIntent> peer = agents.get(agent);
                peer.receive(missing(transactions, transaction, known.get(agent), made));
                List<ParsedChange> changes = new ArrayList<>();
                peer.apply(new EditText(splices(transaction)))
                        .changes()
                        .forEach(change -> changes.add(change.change()));
                made.add(changes);
                known.get(agent).set(i);
            }
            for (Peer<Document, DocumentIntent> to : agents) {
                agents.forEach(from -> to.receiveFrom(from));
                assertThat(to.snapshot().text())
                        .isEqualTo(trace.get("endContent").asText());
            }
        } finally {
            agents.forEach(Peer::close);
        }
    }

    /** Changes of all transactions that this one builds on and its author does not know yet, oldest first; from then on it knows them. */
    private static List<ParsedChange> missing(
            JsonNode transactions, JsonNode transaction, BitSet known, List<List<ParsedChange>> made) {
        BitSet found = new BitSet();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(transaction));
        while (!open.isEmpty()) {
            for (JsonNode parent : open.remove().get("parents")) {
                int index = parent.asInt();
                if (!known.get(index) && !found.get(index)) {
                    found.set(index);
                    open.add(transactions.get(index));
                }
            }
        }
        known.or(found);
        List<ParsedChange> changes = new ArrayList<>();
        found.stream().forEach(index -> changes.addAll(made.get(index)));
        return changes;
    }
}
