package dev.meridian.model.formats;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that an import writes, computed against the snapshots it was given. Carry it out in one transaction on those snapshots: documents, boards,
 * team. Nothing to write means that the workspace already holds what the file says.
 *
 * @param boards by id, with {@link BoardIntent.Create} first where the board is new
 * @param documents by id, with {@link DocumentIntent.Create} first where the document is new
 */
public record ImportPlan(
        List<TeamIntent> team,
        SortedMap<BoardId, List<BoardIntent>> boards,
        SortedMap<DocumentId, List<DocumentIntent>> documents,
        List<ImportWarning> warnings,
        ImportSummary summary)
        implements ImportResult {

    public ImportPlan {
        team = List.copyOf(team);
        boards = sorted(boards, Comparator.comparing(BoardId::hex));
        documents = sorted(documents, Comparator.comparing(DocumentId::hex));
        warnings = List.copyOf(warnings);
    }

    /** Sorts by hex id and leaves out empty lists. */
    public static ImportPlan of(
            List<TeamIntent> team,
            Map<BoardId, List<BoardIntent>> boards,
            Map<DocumentId, List<DocumentIntent>> documents,
            List<ImportWarning> warnings,
            ImportSummary summary) {
        SortedMap<BoardId, List<BoardIntent>> sortedBoards = new TreeMap<>(Comparator.comparing(BoardId::hex));
        sortedBoards.putAll(boards);
        SortedMap<DocumentId, List<DocumentIntent>> sortedDocuments =
                new TreeMap<>(Comparator.comparing(DocumentId::hex));
        sortedDocuments.putAll(documents);
        return new ImportPlan(team, sortedBoards, sortedDocuments, warnings, summary);
    }

    public boolean isEmpty() {
        return team.isEmpty() && boards.isEmpty() && documents.isEmpty();
    }

    private static <K, V> SortedMap<K, List<V>> sorted(SortedMap<K, List<V>> map, Comparator<K> order) {
        SortedMap<K, List<V>> copy = new TreeMap<>(order);
        map.forEach((key, intents) -> {
            if (!intents.isEmpty()) {
                copy.put(key, List.copyOf(intents));
            }
        });
        return Collections.unmodifiableSortedMap(copy);
    }
}
