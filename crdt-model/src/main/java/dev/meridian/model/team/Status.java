package dev.meridian.model.team;

import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.StatusCategory;

/** One of the workspace's own statuses. */
public record Status(StatusId id, String name, StatusCategory category, double order, Meta meta) {}
