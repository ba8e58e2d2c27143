package dev.meridian.model.discussion;

import dev.meridian.model.text.TextRange;
import java.util.ArrayList;
import java.util.List;

/** Finds quotes in a text. */
public final class Quotes {

    private Quotes() {}

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
