package dev.meridian.model.board;

import dev.meridian.model.id.ThingId;
import dev.meridian.model.value.Meta;

/** Something on a board. */
public sealed interface Thing permits Card, Group, Dependency {

    ThingId id();

    String title();

    double order();

    Meta meta();

    /** In the trash. */
    default boolean deleted() {
        return meta().life().deleted();
    }
}
