package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictCommandsTest {

    @TempDir
    Path directory;

    @Test
    void everyKindOfFieldIsSettledByPickingAValueOrBySettingIt() {
        try (Team team = new Team(directory).founded()) {
            team.ann().run("board", "create", "Board").ok();
            team.ann().run("card", "add", "Anchor", "--at", "0,0").ok();
            team.joined();
            team.ann()
                    .run(
                            "card",
                            "set",
                            "Anchor",
                            "--title",
                            "Anchor A",
                            "--status",
                            "Ready",
                            "--target",
                            "2027-01-01",
                            "--estimate",
                            "1",
                            "--color",
                            "1",
                            "--size",
                            "100x100")
                    .ok();
            team.ann().run("card", "move", "Anchor", "--to", "10,20").ok();
            team.bob()
                    .run(
                            "card",
                            "set",
                            "Anchor",
                            "--title",
                            "Anchor B",
                            "--status",
                            "Done",
                            "--target",
                            "2027-02-02",
                            "--estimate",
                            "2",
                            "--color",
                            "2",
                            "--size",
                            "200x200")
                    .ok();
            team.bob().run("card", "move", "Anchor", "--to", "30,40").ok();
            team.syncAll();
            for (String field : new String[] {"title", "status", "position", "size", "color", "target", "estimate"}) {
                settle(team.ann(), field);
            }
            assertThat(conflicts(team.ann())).isEmpty();
            team.syncAll();
            assertThat(conflicts(team.bob())).as("settled there too").isEmpty();
            assertThat(team.bob().run("conflicts").ok().out()).contains("no conflicts");
        }
    }

    private static void settle(Shell who, String field) {
        JsonNode conflict = conflicts(who)
                .valueStream()
                .filter(each -> each.path("field").asText().equals(field))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no conflict of " + field + " in " + conflicts(who)));
        assertThat(conflict.path("values")).hasSize(2);
        who.run("conflicts", "resolve", "Anchor", field, "--pick", "3").failed(ExitCode.USAGE, "only 2 values");
        String picked = conflict.at("/values/1/text").asText();
        assertThat(who.run("conflicts", "resolve", "Anchor", field, "--pick", "2")
                        .ok()
                        .out())
                .contains(field + " of Anchor", "is " + picked + " now");
        who.run("conflicts", "resolve", "Anchor", field).failed(ExitCode.REFUSED);
    }

    private static JsonNode conflicts(Shell who) {
        return who.run("card", "show", "Anchor", "--json").ok().json().path("conflicts");
    }
}
