package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.value.DependencyKind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Arrows that count: neither they nor their ends are in the trash (LIFE-7). */
final class Arrows {

    private Arrows() {}

    /** Arrows of a kind that lead to something, by rising id. */
    static List<Dependency> to(Board board, PlaceableId end, DependencyKind kind) {
        return board.arriving(end).stream()
                .map(id -> board.dependencies().get(id))
                .filter(Objects::nonNull)
                .filter(arrow -> arrow.kind() == kind && counts(board, arrow))
                .sorted(Comparator.comparing(arrow -> arrow.id().hex()))
                .toList();
    }

    /** Cards that must be done before this one, whether they are or not, by rising id. */
    static List<Card> blockersOf(Board board, CardId card) {
        return to(board, card, DependencyKind.BLOCKS).stream()
                .map(Dependency::from)
                .filter(CardId.class::isInstance)
                .map(CardId.class::cast)
                .distinct()
                .sorted()
                .flatMap(id -> board.card(id).stream())
                .toList();
    }

    private static boolean counts(Board board, Dependency arrow) {
        return !arrow.deleted() && isThere(board, arrow.from()) && isThere(board, arrow.to());
    }

    private static boolean isThere(Board board, PlaceableId end) {
        return switch (end) {
            case CardId card -> board.card(card).filter(each -> !each.deleted()).isPresent();
            case GroupId group ->
                board.group(group).filter((Group each) -> !each.deleted()).isPresent();
        };
    }
}
