package dev.meridian.model.board;

import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Meta;
import java.util.Optional;

/**
 * An arrow between cards (or, as JSON Canvas allows, groups).
 *
 * @param title what is written on it; empty where nothing is
 */
public record Dependency(
        DependencyId id,
        PlaceableId from,
        PlaceableId to,
        DependencyKind kind,
        String title,
        double order,
        Optional<String> color,
        Meta meta)
        implements Thing {}
