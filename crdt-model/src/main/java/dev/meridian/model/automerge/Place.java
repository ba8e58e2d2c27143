package dev.meridian.model.automerge;

/** A key of a map. */
public record Place(ObjectId map, String key) {}
