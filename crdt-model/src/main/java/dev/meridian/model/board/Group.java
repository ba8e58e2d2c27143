package dev.meridian.model.board;

import dev.meridian.model.id.GroupId;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.Optional;

/** A titled rectangle: a lane, a theme. Which cards belong to it, they say themselves. */
public record Group(
        GroupId id, String title, Position position, Size size, double order, Optional<String> color, Meta meta)
        implements Thing {}
