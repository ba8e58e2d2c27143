package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds cards of all boards by what people call them: id, id in the source they came from, title. */
public final class CardNames {

    private final Map<String, Found> byId = new HashMap<>();
    private final Map<String, List<Found>> bySource = new HashMap<>();
    private final Map<String, List<Found>> byTitle = new HashMap<>();

    public CardNames(Map<BoardId, Board> boards) {
        boards.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().hex()))
                .forEach(entry -> entry.getValue().cards().values().stream()
                        .filter(card -> !card.deleted())
                        .sorted(Comparator.comparing(card -> card.id().hex()))
                        .forEach(card -> add(new Found(entry.getKey(), card))));
    }

    public record Found(BoardId board, Card card) {}

    /** All cards of this name; more than one where only the title tells and several have it. */
    public List<Found> find(String name) {
        Optional<Found> exact = id(name);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        List<Found> imported = bySource.getOrDefault(name, List.of());
        return imported.isEmpty() ? byTitle.getOrDefault(plain(name), List.of()) : imported;
    }

    Optional<Found> id(String hex) {
        return Optional.ofNullable(byId.get(hex));
    }

    private void add(Found found) {
        byId.put(found.card().id().hex(), found);
        found.card()
                .meta()
                .source()
                .map(Source::id)
                .ifPresent(id -> list(bySource, id).add(found));
        list(byTitle, plain(found.card().title())).add(found);
    }

    private static List<Found> list(Map<String, List<Found>> map, String key) {
        return map.computeIfAbsent(key, absent -> new ArrayList<>());
    }

    private static String plain(String title) {
        return title.strip().toLowerCase(Locale.ROOT);
    }
}
