package dev.meridian.model.formats.csv;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.DependencyKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which cells name which arrows: those that did when they were imported, else the target's, if it is blocked, or the start's. */
final class CardRelations {

    private final Board board;
    private final Map<CardId, Map<Column, List<String>>> cells = new HashMap<>();

    CardRelations(Board board, Header header) {
        this.board = board;
        board.dependencies().values().stream()
                .filter(arrow -> !arrow.deleted())
                .sorted(Comparator.comparingDouble(Dependency::order)
                        .thenComparing(arrow -> arrow.id().hex()))
                .forEach(arrow -> enter(arrow, header));
    }

    List<String> names(Card card, Column column) {
        return cells.getOrDefault(card.id(), Map.of()).getOrDefault(column, List.of());
    }

    private void enter(Dependency arrow, Header header) {
        Optional<Card> from = card(arrow.from().hex());
        Optional<Card> to = card(arrow.to().hex());
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        boolean entered = false;
        for (String mention : Ours.mentions(arrow, CsvImport.KIND)) {
            entered |= enter(mention, arrow.kind(), header, from.get(), to.get());
        }
        if (!entered) {
            boolean parent =
                    arrow.kind() == DependencyKind.RELATES && arrow.title().equals(RowArrows.PARENT);
            if (arrow.kind() == DependencyKind.BLOCKS) {
                add(to.get(), Column.BLOCKED_BY, from.get());
            } else {
                add(from.get(), parent ? Column.PARENT : Column.RELATED, to.get());
            }
        }
    }

    private boolean enter(String mention, DependencyKind kind, Header header, Card from, Card to) {
        for (Column column : List.of(Column.BLOCKED_BY, Column.BLOCKS, Column.RELATED, Column.PARENT)) {
            boolean blocks = column == Column.BLOCKED_BY || column == Column.BLOCKS;
            if (!header.has(column) || blocks != (kind == DependencyKind.BLOCKS)) {
                continue;
            }
            if (mention.equals(RowArrows.mention(column, name(from)))) {
                add(from, column, to);
                return true;
            }
            if (mention.equals(RowArrows.mention(column, name(to)))) {
                add(to, column, from);
                return true;
            }
        }
        return false;
    }

    private void add(Card row, Column column, Card other) {
        cells.computeIfAbsent(row.id(), absent -> new EnumMap<>(Column.class))
                .computeIfAbsent(column, absent -> new ArrayList<>())
                .add(name(other));
    }

    private Optional<Card> card(String hex) {
        return Optional.ofNullable(board.cards().get(new CardId(hex))).filter(card -> !card.deleted());
    }

    private static String name(Card card) {
        return Ours.name(card, CsvImport.KIND);
    }
}
