package dev.meridian.model.formats.merge;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A dependency as a file has it.
 *
 * @param thing its id and fields
 * @param from the card or group it starts from, in the words of the file
 * @param to the one it leads to
 * @param mentions where the file says so, for a table that names each arrow in cells; empty where an arrow stands for itself
 */
public record SourceArrow(SourceThing thing, String from, String to, SortedSet<String> mentions) {

    public SourceArrow {
        mentions = Collections.unmodifiableSortedSet(new TreeSet<>(mentions));
    }
}
