package dev.meridian.model.formats.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.TestWorkspace;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.StatusCategory;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWordsTest {

    private final TestWorkspace workspace = new TestWorkspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Backlog,backlog",
        "Proposed,backlog",
        "To Do,scoped",
        "TODO,scoped",
        "Selected for Development,scoped",
        "In Progress,active",
        "in_progress,active",
        "\uD83C\uDFD7 In progress,active",
        "Code review,review",
        "In Review,review",
        "Done,done",
        "Closed,done",
        "Won't do,dropped",
        "Canceled,dropped",
        "Not accepted,dropped",
    })
    void wordsOfTrackersMeanACategory_FMT_CSV_4(String word, String category) {
        assertThat(words().find(word).map(Status::category)).isEqualTo(StatusCategory.of(category));
    }

    @Test
    void theWorkspacesOwnNamesComeFirst_FMT_CSV_4() {
        StatusId id = new StatusId(workspace.newId());
        workspace.edit(new TeamIntent.AddStatus(id, "Closed", StatusCategory.DROPPED, 50));
        assertThat(words().find("closed").map(Status::id)).contains(id);
    }

    @Test
    void otherWordsMeanNothing_FMT_CSV_4() {
        assertThat(words().find("Bananas")).isEqualTo(Optional.empty());
        assertThat(words().find("  ")).isEqualTo(Optional.empty());
    }

    private StatusWords words() {
        return new StatusWords(workspace.team());
    }
}
