package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Places for cards that have none: side by side by status, below all that is on the board. */
final class Grid {

    private static final Size CARD = Size.CARD;
    private static final int GAP = 40;
    private static final int GAP_BETWEEN_STATUSES = 120;
    private static final int GAP_BELOW_BOARD = 200;
    private static final int ROWS_MIN = 6;

    private Grid() {}

    /**
     * @param statuses of the cards, in the order in which they are to be placed
     * @param order of the workspace's statuses; cards without one come first
     */
    static List<Position> place(Board board, List<Optional<StatusId>> statuses, List<StatusId> order) {
        Position start = start(board);
        int rows = Math.max(ROWS_MIN, (int) Math.ceil(Math.sqrt(statuses.size())));
        Map<Optional<StatusId>, Integer> counts = new HashMap<>();
        statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
        Map<Optional<StatusId>, Integer> left = new HashMap<>();
        int x = start.x();
        for (Optional<StatusId> status : Stream.concat(
                        Stream.of(Optional.<StatusId>empty()), order.stream().map(Optional::of))
                .toList()) {
            int count = counts.getOrDefault(status, 0);
            if (count > 0) {
                left.put(status, x);
                int columns = (count + rows - 1) / rows;
                x += columns * (CARD.width() + GAP) - GAP + GAP_BETWEEN_STATUSES;
            }
        }
        Map<Optional<StatusId>, Integer> placed = new HashMap<>();
        List<Position> positions = new ArrayList<>();
        for (Optional<StatusId> status : statuses) {
            int index = placed.merge(status, 1, Integer::sum) - 1;
            positions.add(new Position(
                    left.getOrDefault(status, x) + index / rows * (CARD.width() + GAP),
                    start.y() + index % rows * (CARD.height() + GAP)));
        }
        return positions;
    }

    private static Position start(Board board) {
        int left = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (Card card : board.cards().values()) {
            if (!card.deleted()) {
                left = Math.min(left, card.position().x());
                bottom = Math.max(bottom, card.position().y() + card.size().height());
            }
        }
        for (Group group : board.groups().values()) {
            if (!group.deleted()) {
                left = Math.min(left, group.position().x());
                bottom = Math.max(bottom, group.position().y() + group.size().height());
            }
        }
        return left == Integer.MAX_VALUE ? Position.ORIGIN : new Position(left, bottom + GAP_BELOW_BOARD);
    }
}
