package dev.meridian.model.formats.json;

import dev.meridian.model.formats.Mark;
import dev.meridian.model.json.Json;
import java.util.List;
import java.util.Map;

/**
 * A JSON value and where it stands.
 *
 * @param members of an object, in order; otherwise empty
 * @param items of an array; otherwise empty
 */
public record Located(Json value, Mark at, Map<String, Located> members, List<Located> items) {}
