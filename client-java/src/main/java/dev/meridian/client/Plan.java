package dev.meridian.client;

import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Intents for several documents, to be carried out together or not at all.
 *
 * @param team for the team document
 * @param boards for each board, in the order of the map
 * @param documents for each Markdown document, in the order of the map
 */
public record Plan(
        List<TeamIntent> team,
        Map<BoardId, List<BoardIntent>> boards,
        Map<DocumentId, List<DocumentIntent>> documents) {

    public Plan {
        team = List.copyOf(team);
        boards = copy(boards);
        documents = copy(documents);
    }

    private static <K, V> Map<K, List<V>> copy(Map<K, List<V>> lists) {
        Map<K, List<V>> copy = new LinkedHashMap<>();
        lists.forEach((id, intents) -> copy.put(id, List.copyOf(intents)));
        return Collections.unmodifiableMap(copy);
    }

    /** What an import says. */
    public static Plan of(ImportPlan plan) {
        return new Plan(plan.team(), plan.boards(), plan.documents());
    }

    /** An empty one to add to. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects intents. Not thread-safe. */
    public static final class Builder {
        private final List<TeamIntent> team = new ArrayList<>();
        private final Map<BoardId, List<BoardIntent>> boards = new LinkedHashMap<>();
        private final Map<DocumentId, List<DocumentIntent>> documents = new LinkedHashMap<>();

        private Builder() {}

        public Builder team(TeamIntent... intents) {
            team.addAll(List.of(intents));
            return this;
        }

        public Builder board(BoardId board, BoardIntent... intents) {
            return board(board, List.of(intents));
        }

        public Builder board(BoardId board, List<BoardIntent> intents) {
            boards.computeIfAbsent(board, none -> new ArrayList<>()).addAll(intents);
            return this;
        }

        public Builder document(DocumentId document, DocumentIntent... intents) {
            return document(document, List.of(intents));
        }

        public Builder document(DocumentId document, List<DocumentIntent> intents) {
            documents.computeIfAbsent(document, none -> new ArrayList<>()).addAll(intents);
            return this;
        }

        public Plan build() {
            return new Plan(team, boards, documents);
        }
    }
}
