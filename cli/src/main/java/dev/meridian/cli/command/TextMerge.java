package dev.meridian.cli.command;

import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextDiff;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Two texts that were both made of a third, as one: everything that either inserted is in it, nothing that either deleted. */
final class TextMerge {

    private TextMerge() {}

    static String merge(String base, String mine, String theirs) {
        int length = base.codePointCount(0, base.length());
        List<Integer> ours = elements(length, TextDiff.splices(base, mine));
        List<Integer> others = elements(length, TextDiff.splices(base, theirs));
        int[] characters = base.codePoints().toArray();
        BitSet kept = new BitSet(length);
        ours.stream().filter(element -> element >= 0).forEach(kept::set);
        StringBuilder merged = new StringBuilder();
        int next = 0; // in ours: everything before it is in the result
        for (int element : others) {
            if (element < 0) {
                merged.appendCodePoint(-1 - element);
                continue;
            }
            next = insertUpTo(element, ours, next, merged);
            if (kept.get(element)) {
                merged.appendCodePoint(characters[element]);
            }
        }
        insertUpTo(length, ours, next, merged);
        return merged.toString();
    }

    // Appends what we inserted before the given character of the base.
    private static int insertUpTo(int element, List<Integer> ours, int from, StringBuilder merged) {
        int next = from;
        while (next < ours.size() && ours.get(next) < element) {
            if (ours.get(next) < 0) {
                merged.appendCodePoint(-1 - ours.get(next));
            }
            next++;
        }
        return next;
    }

    // A text as what became of the base: a character of it as its index there, an inserted one as -1 - code point.
    private static List<Integer> elements(int length, List<Splice> splices) {
        List<Integer> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(i);
        }
        for (Splice splice : splices) {
            List<Integer> replaced = elements.subList(splice.position(), splice.position() + splice.deleteCount());
            replaced.clear();
            replaced.addAll(splice.insert().codePoints().mapToObj(c -> -1 - c).toList());
        }
        return elements;
    }
}
