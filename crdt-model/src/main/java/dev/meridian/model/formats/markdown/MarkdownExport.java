package dev.meridian.model.formats.markdown;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.document.Document;
import dev.meridian.model.formats.merge.DocumentPaths;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Team;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes each document as a Markdown file. The front matter says only what the file would not say without it. */
public final class MarkdownExport {

    private MarkdownExport() {}

    /**
     * All documents that are not in the trash, as UTF-8, by path from the folder they are to be written to. No path leads out of it, and none is
     * there twice, on disks that ignore case neither.
     *
     * @param documents those that are here; one that is in the index only is left out
     */
    public static SortedMap<String, byte[]> write(
            Team team, Map<DocumentId, Document> documents, Map<BoardId, Board> boards) {
        DocumentPaths paths = new DocumentPaths(team);
        FileWriter writer = new FileWriter(boards);
        Map<DocumentId, List<Card>> cards = linked(boards);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (DocumentEntry entry : team.documents().values()) {
            Document document = documents.getOrDefault(entry.id(), Document.NOT_HERE);
            if (document.exists() && !entry.deleted(document.heads())) {
                String path = paths.path(entry.id());
                String text = writer.write(path, entry, document.text(), cards.getOrDefault(entry.id(), List.of()));
                files.put(path, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Map<DocumentId, List<Card>> linked(Map<BoardId, Board> boards) {
        Map<DocumentId, List<Card>> linked = new HashMap<>();
        boards.values().stream()
                .flatMap(board -> board.cards().values().stream())
                .filter(card -> !card.deleted())
                .sorted(Comparator.comparing(Card::title)
                        .thenComparing(card -> card.id().hex()))
                .forEach(card -> card.documents()
                        .forEach(document -> linked.computeIfAbsent(document, absent -> new ArrayList<>())
                                .add(card)));
        return linked;
    }
}
