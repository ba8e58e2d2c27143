package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
