package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import java.util.List;
import java.util.SortedSet;

/**
 * Cards that block each other in a circle.
 *
 * @param members all cards from each of which arrows lead to each other
 * @param path a shortest way round through the least of them, beginning and ending there; the same on every replica
 */
public record Cycle(SortedSet<CardId> members, List<CardId> path) {}
