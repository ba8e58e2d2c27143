package dev.meridian.model.formats.svg;

import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;

/** A rectangle, y downwards. */
record Box(double x, double y, double width, double height) {

    static Box of(Position position, Size size) {
        return new Box(position.x(), position.y(), size.width(), size.height());
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double middleX() {
        return x + width / 2;
    }

    double middleY() {
        return y + height / 2;
    }

    /** The smallest that holds both. */
    Box and(Box other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }
}
