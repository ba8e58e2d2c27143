package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.sync.client.ClientLimits;
import dev.meridian.sync.relay.RelayLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * A recording of two people who type into one text at once, replayed over two clients and a relay. Each client lets in from the relay exactly what the
 * recording says that its person had seen.
 */
class TypingTraceTest {
    private static final Limits ROOMY =
            new Limits(RelayLimits.DEFAULTS, new ClientLimits(1 << 20, 1 << 30, 1 << 30, 5_000, 250, 4_000));
    private static final String OWN = """
            {"endContent":"yoooo ho ho there\\n","numAgents":2,"txns":[
              {"parents":[],"agent":0,"patches":[[0,0,"hi\\n"]]},
              {"parents":[0],"agent":0,"patches":[[0,2,""],[0,0,"yoooo"]]},
              {"parents":[0],"agent":1,"patches":[[2,0," there"]]},
              {"parents":[1,2],"agent":0,"patches":[[5,0," ho"]]},
              {"parents":[3],"agent":1,"patches":[[8,0," ho"]]}]}
            """;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void ourOwnRecordingEndsInItsTextOnBoth() throws IOException {
        replay(mapper.readTree(OWN));
    }

    @Test
    void friendsForeverEndsInItsTextOnBoth() throws IOException {
        String data = System.getenv("MERIDIAN_DATA");
        assumeTrue(data != null && !data.isBlank(), "MERIDIAN_DATA is not set");
        Path file = Path.of(data, "traces", "friendsforever.json.gz");
        assumeTrue(Files.exists(file), file + " is not there");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            replay(mapper.readTree(in));
        }
    }

    private static void replay(JsonNode trace) {
        try (World world = new World(1, 3, ROOMY, Set.of(), line -> {})) {
            world.settleIn();
            List<SimClient> people = List.of(world.client(0), world.client(1));
            people.forEach(person -> person.wire().hold());
            new Recording(world, people, trace.get("txns")).play();
            for (SimClient person : people) {
                while (letIn(world, person)) {
                    // until nothing more comes
                }
                assertThat(person.notebook().text().snapshot().text())
                        .isEqualTo(trace.get("endContent").asText());
                assertThat(person.disk.isSent()).isTrue();
            }
            assertThat(people.get(1).notebook().seen())
                    .isEqualTo(people.get(0).notebook().seen());
        }
    }

    /** The next message, if there is one. */
    private static boolean letIn(World world, SimClient person) {
        if (!person.wire().letOneThrough()) {
            world.runFor(100);
            if (!person.wire().letOneThrough()) {
                return false;
            }
        }
        world.runFor(10);
        person.notebook().follow();
        return true;
    }

    private static final class Recording {
        private final World world;
        private final List<SimClient> people;
        private final JsonNode transactions;
        /** The last change of each transaction. */
        private final List<ChangeHash> made = new ArrayList<>();
        /** What the other person's next transactions build on: sent by itself, so that it can be let in by itself. */
        private final BitSet seenByTheOther = new BitSet();

        Recording(World world, List<SimClient> people, JsonNode transactions) {
            this.world = world;
            this.people = people;
            this.transactions = transactions;
            for (JsonNode transaction : transactions) {
                for (JsonNode parent : transaction.get("parents")) {
                    if (agent(parent.asInt()) != transaction.get("agent").asInt()) {
                        seenByTheOther.set(parent.asInt());
                    }
                }
            }
        }

        private int agent(int transaction) {
            return transactions.get(transaction).get("agent").asInt();
        }

        void play() {
            for (int i = 0; i < transactions.size(); i++) {
                SimClient author = people.get(agent(i));
                for (JsonNode parent : transactions.get(i).get("parents")) {
                    see(author, made.get(parent.asInt()));
                }
                List<ParsedChange> changes = author.type(List.of(new DocumentIntent.EditText(splices(i))));
                made.add(changes.isEmpty() ? made.get(i - 1) : changes.getLast().hash());
                if (seenByTheOther.get(i) || i == transactions.size() - 1) {
                    author.send();
                    world.runFor(20);
                }
            }
            people.forEach(SimClient::send);
            world.runFor(100);
        }

        private void see(SimClient author, ChangeHash change) {
            while (!author.notebook().has(Notebook.TEXT, change)) {
                assertThat(letIn(world, author)).as("the relay has it").isTrue();
            }
        }

        private List<Splice> splices(int transaction) {
            List<Splice> splices = new ArrayList<>();
            for (JsonNode patch : transactions.get(transaction).get("patches")) {
                splices.add(new Splice(
                        patch.get(0).asInt(), patch.get(1).asInt(), patch.get(2).asText()));
            }
            return splices;
        }
    }
}
