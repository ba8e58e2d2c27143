package dev.meridian.model.id;

/** Something on a board. */
public sealed interface ThingId extends SubjectId permits PlaceableId, DependencyId {}
