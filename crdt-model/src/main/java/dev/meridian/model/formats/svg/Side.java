package dev.meridian.model.formats.svg;

/** Where an arrow leaves or reaches a card, with the direction out of it. */
enum Side {
    LEFT(-1, 0),
    RIGHT(1, 0),
    TOP(0, -1),
    BOTTOM(0, 1);

    private final int dx;
    private final int dy;

    Side(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    int dx() {
        return dx;
    }

    int dy() {
        return dy;
    }

    /** The side of a box that looks at another: sideways where there is room sideways. */
    static Side towards(Box from, Box to) {
        double sideways = Math.max(to.x() - from.right(), from.x() - to.right());
        double upright = Math.max(to.y() - from.bottom(), from.y() - to.bottom());
        if (sideways >= upright) {
            return to.middleX() >= from.middleX() ? RIGHT : LEFT;
        }
        return to.middleY() >= from.middleY() ? BOTTOM : TOP;
    }

    /** A point of this side, a share of the way along it. */
    double x(Box box, double share) {
        return switch (this) {
            case LEFT -> box.x();
            case RIGHT -> box.right();
            case TOP, BOTTOM -> box.x() + box.width() * share;
        };
    }

    double y(Box box, double share) {
        return switch (this) {
            case TOP -> box.y();
            case BOTTOM -> box.bottom();
            case LEFT, RIGHT -> box.y() + box.height() * share;
        };
    }
}
