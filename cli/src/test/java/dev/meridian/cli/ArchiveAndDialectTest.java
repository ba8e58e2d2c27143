package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

    @Test
    void anArchiveIsRestoredElsewhereAndWhatWasSaidIsATextThere_FMT_ARCHIVE_5() throws IOException {
        try (Team team = new Team(directory.resolve("keeping")).founded().joined()) {
            Path place = directory.resolve("keeping");
            Files.writeString(place.resolve("ship.csv"), TABLE);
            Shell first = team.ann();
            first.run("import", "ship.csv").ok();
            first.run("doc", "new", "Store").ok();
            first.run("decide", "draft", "Store", "--question", "Which store?", "--required", "Bob")
                    .ok();
            first.run("decide", "open", "Store").ok();
            team.syncAll();
            first.run("decide", "withdraw", "Store", "Better idea.").ok();
            team.syncAll();
            first.run("export", "kept", "--format", "archive").ok();
            JsonNode history = decision(place.resolve("kept/archive.zip"));
            assertThat(history.path("state").asText()).isEqualTo("withdrawn");
            assertThat(history.path("statements")
                            .valueStream()
                            .map(said -> said.path("act").asText()))
                    .contains("open", "withdraw");
            assertThat(history.at("/certificates/0/certificate/outcome").asText())
                    .isEqualTo("withdrawn");
            Shell second = new Shell(place.resolve("second"), place);
            second.run("workspace", "create", "Copy", "--relay", team.url(), "--name", "Dee", "--zone", "Asia/Tokyo")
                    .ok();
            assertThat(second.run("import", "kept/archive.zip").ok().err())
                    .contains("1 decision: drafts and recorded outcomes are back", "history begins with this import");
            assertThat(second.run("card", "ls", "--json").ok().json().path("cards"))
                    .hasSize(2);
            assertThat(second.run("decide", "status", "Store", "--json")
                            .ok()
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("draft");
            first.run("export", "before", "--format", "csv,md").ok();
            second.run("export", "after", "--format", "csv,md").ok();
            Map<String, String> after = texts(place.resolve("after"));
            assertThat(after.keySet()).anyMatch(name -> name.startsWith("history-of-the-decision-store"));
            after.keySet().removeIf(name -> name.startsWith("history-of-the-decision-store"));
            assertThat(after).isEqualTo(texts(place.resolve("before")));
            JsonNode restored = second.run("decide", "status", "Store", "--json")
                    .ok()
                    .json()
                    .path("restored");
            assertThat(restored.path(0).asText()).startsWith("round 1 in the workspace that was archived: withdrawn");
        }
    }

    @Test
    void archivesOfSeveralDaysAreKeptAndOneThatIsAsTheLastIsNotWritten_FMT_ARCHIVE_6() throws IOException {
        try (Team team = new Team(directory.resolve("nightly")).founded()) {
            Path kept = directory.resolve("nightly/kept");
            Files.createDirectories(kept);
            for (String old : List.of("archive-2025-01-01.zip", "archive-2025-01-02.zip", "mine.zip")) {
                Files.writeString(kept.resolve(old), old);
            }
            team.ann().run("doc", "new", "Store").ok();
            JsonNode first = team.ann()
                    .run("archive", "kept", "--keep", "2", "--json")
                    .ok()
                    .json();
            assertThat(first.path("written").asBoolean()).isTrue();
            assertThat(first.path("removed").path(0).asText()).isEqualTo("archive-2025-01-01.zip");
            assertThat(names(kept)).hasSize(3).contains("archive-2025-01-02.zip", "mine.zip");
            assertThat(team.ann().run("archive", "kept", "--keep", "2").ok().out())
                    .contains("nothing has changed since " + first.path("file").asText());
            Shell second = new Shell(directory.resolve("nightly/second"), directory.resolve("nightly"));
            second.run("workspace", "create", "Copy", "--relay", team.url(), "--name", "Dee", "--zone", "Asia/Tokyo")
                    .ok();
            second.run("import", "kept/" + first.path("file").asText()).ok();
            team.ann().run("archive", "kept", "--keep", "0").failed(ExitCode.USAGE);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.toFile().getName()).sorted().toList();
        }
    }

    private static JsonNode decision(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(each -> each.getName().matches("decisions/.*\\.json"))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readTree(zip.getInputStream(entry));
        }
    }

    /** By name. */
    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(file.toFile().getName(), Files.readString(file));
            }
        }
        return texts;
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
