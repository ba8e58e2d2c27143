package dev.meridian.model.formats.merge;

import dev.meridian.model.json.Json;
import dev.meridian.model.value.StatusCategory;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a file says of a board.
 *
 * @param kind of the format, as {@link dev.meridian.model.value.Source#kind()} has it
 * @param file as the caller named it
 * @param placed groups and cards in the order of the file
 * @param extra foreign keys of the file as a whole
 * @param style what the format means by what it does not say
 */
public record SourceBoard(
        String kind, String file, List<Placed> placed, List<SourceArrow> arrows, Json.Obj extra, Style style) {

    public SourceBoard {
        placed = List.copyOf(placed);
        arrows = List.copyOf(arrows);
    }

    /** A card or a group. One whose position or size the file does not tell gets them from {@link Grid} when it is new. */
    public record Placed(boolean group, SourceThing thing) {}

    /**
     * @param ordered whether the order in the file is an order of layers that later imports carry over
     * @param arrowsByEnds whether an arrow is known by what it joins, rather than by an id of its own
     * @param speaksOf whether the file would still name this mention if it held
     * @param statusWords what status words mean that nobody here knows
     */
    public record Style(
            boolean ordered,
            boolean arrowsByEnds,
            Predicate<String> speaksOf,
            Map<String, StatusCategory> statusWords) {

        public Style {
            statusWords = Map.copyOf(statusWords);
        }
    }
}
