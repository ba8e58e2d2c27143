package dev.meridian.model.id;

/** Something with a position on a board; what a dependency can start from and lead to. */
public sealed interface PlaceableId extends ThingId permits CardId, GroupId {}
