package dev.meridian.cli.output;

import java.util.List;

/** A piece of one line with its look. Its text is fit for a terminal, whatever it was made of. */
public record Span(String text, Style style) {

    public Span {
        text = PlainText.line(text);
    }

    public static Span of(String text) {
        return new Span(text, Style.PLAIN);
    }

    public static Span of(String text, Style style) {
        return new Span(text, style);
    }

    static int columns(List<Span> spans) {
        return spans.stream().mapToInt(span -> PlainText.columns(span.text())).sum();
    }

    /** The same look with less text. */
    Span shortened(int columnsMax) {
        return new Span(PlainText.shorten(text, columnsMax), style);
    }
}
