package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client is killed at a random moment while it edits, again and again, offline and online. {@code -Dmeridian.kill.rounds=N} for more rounds
 * ({@code -Dmeridian.soak=true}: 500), {@code -Dmeridian.kill.seed=N} to repeat the moments of a run.
 */
@Timeout(1800)
class KilledClientTest extends RelayTest {
    private static final int ROUNDS =
            Integer.getInteger("meridian.kill.rounds", Boolean.getBoolean("meridian.soak") ? 500 : 24);
    private static final long SEED = Long.getLong("meridian.kill.seed", System.nanoTime());
    private static final int EDITS_BEFORE_MAX = 20;
    private static final int NANOS_AFTER_MAX = 10_000_000;

    private final Random random = new Random(SEED);

    @Test
    void everyEditWhoseCallReturnedIsThere_STORE2() throws Exception {
        Workspace ada = homes.found(relay);
        BoardId board = ada.createBoard("Roadmap").id();
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        homes.close(ada);
        List<CardId> returned = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            killed(board, round % 2 == 0 ? ClientProcess.Mode.OFFLINE : ClientProcess.Mode.WATCHING, returned);
        }

        Workspace again = homes.open("ada").workspace("Apollo");
        assertThat(again.board(board).snapshot().cards().keySet())
                .as("seed %d", SEED)
                .containsAll(returned);
        assertThat(again.verify().problems()).as("seed %d", SEED).isEmpty();
        again.sync();
        ben.sync();
        assertThat(Homes.json(ben)).as("seed %d", SEED).isEqualTo(Homes.json(again));
        assertThat(ben.status().rejected()).isEmpty();
        assertThat(again.status().refused()).isEmpty();
    }

    private void killed(BoardId board, ClientProcess.Mode mode, List<CardId> returned) throws IOException {
        int before = random.nextInt(EDITS_BEFORE_MAX);
        long after = random.nextInt(NANOS_AFTER_MAX);
        try (ClientProcess client = ClientProcess.start(homes.path("ada"), board, mode, Integer.MAX_VALUE)) {
            for (int i = 0; i < before; i++) {
                Optional<CardId> card = client.next();
                assertThat(card).as("seed %d", SEED).isPresent();
                card.ifPresent(returned::add);
            }
            long until = System.nanoTime() + after;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            client.kill();
            returned.addAll(client.rest());
        }
    }
}
