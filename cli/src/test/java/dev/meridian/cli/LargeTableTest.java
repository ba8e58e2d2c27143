package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A table of 100,000 rows through the command line: minutes, so only with {@code -Dmeridian.soak=true}. */
@EnabledIfSystemProperty(named = "meridian.soak", matches = "true")
@Timeout(900)
class LargeTableTest {

    private static final int ROWS = 100_000;

    @TempDir
    Path directory;

    @Test
    void comesInAsAWholeAndItsNewerVersionChangesOneCard_FMT_ERR_3_FMT_MERGE_2() throws IOException {
        try (Team team = new Team(directory).founded()) {
            String table = table();
            Files.writeString(directory.resolve("big.csv"), table);
            assertThat(imported(team).path("cardsAdded").asInt()).isEqualTo(ROWS);
            team.ann().run("sync").ok();
            team.ann().run("digest", "--mark").ok();
            team.ann().run("sync").ok();
            Files.writeString(
                    directory.resolve("big.csv"), table.replace("K-77,Card 77,In progress", "K-77,Card 77,Done"));
            assertThat(imported(team).path("cardsChanged").asInt()).isEqualTo(1);
            JsonNode moved = team.ann().run("digest", "--json").ok().json().path("moved");
            assertThat(moved).hasSize(1);
            assertThat(moved.at("/0/card/title").asText()).isEqualTo("Card 77");
        }
    }

    private static JsonNode imported(Team team) {
        return team.ann().run("import", "big.csv", "--json").ok().json().at("/files/0");
    }

    private static String table() {
        StringBuilder table = new StringBuilder("Id,Title,Status,Blocked by\n");
        for (int i = 0; i < ROWS; i++) {
            table.append("K-").append(i).append(",Card ").append(i).append(",In progress,");
            table.append(i > 0 && i % 10 == 0 ? "K-" + (i - 1) : "").append('\n');
        }
        return table.toString();
    }
}
