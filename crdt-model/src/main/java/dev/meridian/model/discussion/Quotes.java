package dev.meridian.model.discussion;

import dev.meridian.model.plan.Limits;
import dev.meridian.model.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds quotes in a text. */
public final class Quotes {

    private Quotes() {}

    /** What keeps a part from being quoted from a text of that length, in one sentence; empty where nothing does. */
    static Optional<String> wrong(TextRange range, int length) {
        if (range.length() == 0) {
            return Optional.of("There is nothing quoted: the quote is empty.");
        }
        if (range.length() > Limits.QUOTE_MAX) {
            return Optional.of("A quote has at most " + Limits.QUOTE_MAX + " characters.");
        }
        return range.end() <= length
                ? Optional.empty()
                : Optional.of("The text has " + length + " characters: nothing to quote from " + range.start() + " on, "
                        + range.length() + " long.");
    }

    /** What a part of a text reads. */
    static String of(String text, TextRange range) {
        int from = text.offsetByCodePoints(0, range.start());
        return text.substring(from, text.offsetByCodePoints(from, range.length()));
    }

    /** Every place where the quote stands, those that overlap too; none for an empty quote. */
    public static List<TextRange> places(String text, String quote) {
        List<TextRange> places = new ArrayList<>();
        int length = quote.codePointCount(0, quote.length());
        int position = 0;
        int counted = 0;
        for (int at = quote.isEmpty() ? -1 : text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
            position += text.codePointCount(counted, at);
            counted = at;
            places.add(new TextRange(position, length));
        }
        return places;
    }
}
