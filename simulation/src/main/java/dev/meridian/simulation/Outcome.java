package dev.meridian.simulation;

import java.util.Map;

/**
 * What came of a world.
 *
 * @param trace hash of everything that happened, in hex
 * @param happenings how often what worlds should see was seen
 */
public record Outcome(String trace, Map<String, Integer> happenings) {}
