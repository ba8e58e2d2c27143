package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveAndDialectTest {

    private static final String TABLE =
            "Summary,Issue key,Status,Outward issue link (Blocks)\nRig the mast,S-1,To Do,S-9\nSail,S-2,Done,\n";

    @TempDir
    Path directory;

    private Shell ann = new Shell(Path.of("unset"), Path.of("unset"));

    @BeforeEach
    void found() throws IOException {
        try (Team team = new Team(directory).founded()) {
            ann = team.ann();
        }
        Files.writeString(directory.resolve("ship.csv"), TABLE);
    }

    @Test
    void aTrackersExportIsKnownAndMayBeToldOtherwise_FMT_CSV_10() {
        ann.run("import", "ship.csv", "--dialect", "generic")
                .failed(
                        ExitCode.BAD_INPUT,
                        "\"S-9\" under \"Outward issue link (Blocks)\" is the id or title of no card");
        ann.run("import", "ship.csv", "--dialect", "trello").failed(ExitCode.USAGE);
        assertThat(ann.run("import", "ship.csv").ok().err()).contains("\"S-9\"");
        assertThat(ann.run("card", "ls", "--json").ok().json().path("cards")).hasSize(2);
    }

    @Test
    void everyFormatIsWrittenAndTheArchiveIsRefusedWhereSomethingIs_FMT_ARCHIVE_3() {
        ann.run("import", "ship.csv").ok();
        JsonNode files = ann.run("export", "out", "--format", "svg,ics,madr,archive", "--json")
                .ok()
                .json()
                .path("files");
        assertThat(files.valueStream().map(JsonNode::asText)).contains("ship.svg", "calendar.ics", "archive.zip");
        ann.run("import", "out/archive.zip")
                .failed(ExitCode.BAD_INPUT, "an archive is restored into an empty workspace");
    }

    @Test
    void anOpenDecisionIsInTheCalendarAndInItsRecord_FMT_ICS_2_FMT_MADR_4() throws IOException {
        try (Team team = new Team(directory.resolve("deciding")).founded().joined()) {
            Shell proposer = team.ann();
            proposer.run("doc", "new", "Store").ok();
            proposer.run("doc", "new", "Notes").ok();
            proposer.run("decide", "draft", "Store", "--question", "Which store?", "--required", "Bob")
                    .ok();
            proposer.run("decide", "open", "Store").ok();
            team.syncAll();
            proposer.run("export", "out", "--format", "ics,madr").ok();
            Path out = directory.resolve("deciding/out");
            assertThat(Files.readString(out.resolve("calendar.ics")))
                    .contains("SUMMARY:Decide: Which store?", "CONTACT:Bob", "STATUS:NEEDS-ACTION")
                    .containsPattern("DUE:\\d{8}T\\d{6}Z");
            assertThat(out.toFile().list()).hasSize(2).noneMatch(name -> name.startsWith("notes"));
            assertThat(record(out)).contains("status: proposed", "date: 20", "decision-makers: Bob, Ann");
            proposer.run("decide", "withdraw", "Store", "Better idea.").ok();
            team.syncAll();
            proposer.run("export", "later", "--format", "ics,madr").ok();
            Path later = directory.resolve("deciding/later");
            assertThat(Files.readString(later.resolve("calendar.ics"))).contains("STATUS:COMPLETED");
            assertThat(record(later))
                    .contains("status: withdrawn", "## Decision Outcome", "Withdrawn by Ann: Better idea.");
        }
    }

    private static String record(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path record = files.filter(file -> file.toString().endsWith(".md"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(record);
        }
    }
}
