package dev.meridian.cli.view;

import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.model.rhythm.page.Line;
import dev.meridian.model.rhythm.page.Piece;
import dev.meridian.model.rhythm.page.Reading;
import dev.meridian.model.rhythm.page.Sheet;
import dev.meridian.model.rhythm.page.SheetText;
import java.util.ArrayList;
import java.util.List;

/** A page of the rhythm on a terminal. */
public final class SheetView {

    private final Sheet sheet;
    private final Reading reading;

    public SheetView(Sheet sheet, Reading reading) {
        this.sheet = sheet;
        this.reading = reading;
    }

    public void print(Page page) {
        page.line(Span.of(sheet.title(), Style.BOLD_CYAN));
        sheet.lead().forEach(line -> page.line(spans("", line, Style.DIM)));
        for (Sheet.Section section : sheet.sections()) {
            page.heading(section.title());
            for (Sheet.Entry entry : section.entries()) {
                page.line(spans("  ", entry.headline(), Style.PLAIN));
                entry.details().forEach(line -> page.line(spans("      ", line, Style.PLAIN)));
            }
        }
    }

    private List<Span> spans(String indent, Line line, Style style) {
        List<Span> spans = new ArrayList<>(List.of(Span.of(indent)));
        for (Piece piece : line.pieces()) {
            String text = SheetText.line(new Line(List.of(piece)), reading);
            spans.add(Span.of(
                    text,
                    switch (piece) {
                        case Piece.Text plain -> style;
                        case Piece.Strong strong -> Style.BOLD;
                        case Piece.Faint faint -> Style.DIM;
                        case Piece.Link link -> Style.BOLD;
                        case Piece.When when -> Style.DIM;
                    }));
        }
        return spans;
    }
}
