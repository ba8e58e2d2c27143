package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Slip;
import dev.meridian.model.rhythm.SlipLedger;
import dev.meridian.model.rhythm.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A slip ledger as a page. */
public final class SlipSheet {

    private SlipSheet() {}

    public static Sheet of(SlipLedger ledger) {
        List<Sheet.Section> sections = new ArrayList<>();
        section(sections, "Later", ledger.slips().stream().filter(Slip::late).toList());
        section(
                sections,
                "Earlier, or dated for the first time",
                ledger.slips().stream().filter(slip -> !slip.late()).toList());
        String title = ledger.slips().isEmpty()
                ? "No target date of " + ledger.workspace() + " moved"
                : Words.count(ledger.slips().size(), "target date") + " of " + ledger.workspace() + " moved";
        return new Sheet(title, List.of(PeriodLine.of(ledger.from(), ledger.to())), sections);
    }

    private static void section(List<Sheet.Section> sections, String title, List<Slip> slips) {
        if (!slips.isEmpty()) {
            sections.add(new Sheet.Section(
                    title, slips.stream().map(SlipSheet::entry).toList()));
        }
    }

    private static Sheet.Entry entry(Slip slip) {
        Line.Builder headline = Line.start()
                .link(slip.card())
                .text("  " + date(slip.from()) + " → ")
                .strong(date(slip.to()));
        if (slip.days() != 0) {
            headline.text(", " + Words.count(Math.abs(slip.days()), "day") + (slip.days() > 0 ? " later" : " earlier"));
        }
        if (!slip.owners().isEmpty()) {
            headline.faint("  " + Words.names(slip.owners()));
        }
        List<Line> details = new ArrayList<>();
        for (Slip.Step step : slip.steps()) {
            Line.Builder line = Line.start().text(date(step.from()) + " → " + date(step.to()));
            Words.signature(line, List.of(step.by()), step.at());
            details.add(line.end());
        }
        if (slip.trace().size() > 1) {
            details.add(trace(slip.trace()));
        }
        slip.cause().map(Words::why).ifPresent(details::add);
        return new Sheet.Entry(headline.end(), details);
    }

    /** {@code because of Export ← Storage}. */
    private static Line trace(List<Target.OfCard> cards) {
        Line.Builder line = Line.start().text("because of ");
        for (int i = 1; i < cards.size(); i++) {
            line.text(i == 1 ? "" : " ← ").link(cards.get(i));
        }
        return line.end();
    }

    private static String date(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse("none");
    }
}
