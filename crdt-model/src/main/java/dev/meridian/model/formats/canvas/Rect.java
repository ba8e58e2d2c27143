package dev.meridian.model.formats.canvas;

import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where something lies. */
record Rect(Position position, Size size) {

    /** A group's rectangle, with what its file calls it. */
    record Named(String name, Rect rect) {}

    /** Touching edges from the inside is inside. */
    boolean contains(Rect other) {
        return position.x() <= other.position.x()
                && position.y() <= other.position.y()
                && right() >= other.right()
                && bottom() >= other.bottom();
    }

    /** The smallest of those that contain this one; of equal ones the last, which lies on top. */
    Optional<String> within(List<Named> bySize) {
        return bySize.stream()
                .filter(group -> group.rect().contains(this))
                .map(Named::name)
                .findFirst();
    }

    /** In the order in which {@link #within} wants them. */
    static List<Named> bySize(List<Named> inOrder) {
        return inOrder.reversed().stream()
                .sorted(Comparator.comparingLong(group -> group.rect().area()))
                .toList();
    }

    private long right() {
        return (long) position.x() + size.width();
    }

    private long bottom() {
        return (long) position.y() + size.height();
    }

    private long area() {
        return (long) size.width() * size.height();
    }
}
