package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Advice;
import dev.meridian.model.rhythm.Agenda;
import dev.meridian.model.rhythm.AgendaItem;
import dev.meridian.model.rhythm.CardLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An agenda as a page. */
public final class AgendaSheet {

    private AgendaSheet() {}

    public static Sheet of(Agenda agenda) {
        List<Sheet.Section> sections = new ArrayList<>();
        section(
                sections,
                "To settle together",
                agenda.items().stream().map(AgendaSheet::item).toList());
        section(
                sections,
                "To settle in writing",
                agenda.inWriting().stream().map(AgendaSheet::item).toList());
        section(
                sections,
                "Worth a meeting of its own",
                agenda.meetings().stream().map(AgendaSheet::advice).toList());
        section(sections, "Read before: moved", cards(agenda.moved()));
        section(sections, "Read before: did not move", cards(agenda.still()));
        return new Sheet(title(agenda), lead(agenda), sections);
    }

    private static String title(Agenda agenda) {
        return agenda.cancel()
                ? "Review of " + agenda.workspace() + ": cancel the meeting"
                : "Review of " + agenda.workspace() + ": "
                        + Words.count(agenda.items().size(), "item") + ", " + agenda.minutes() + " of "
                        + agenda.minutesMax() + " minutes";
    }

    private static List<Line> lead(Agenda agenda) {
        List<Line> lead = new ArrayList<>();
        lead.add(PeriodLine.of(agenda.from(), agenda.to()));
        if (agenda.cancel()) {
            lead.add(Line.of(
                    "No decision is objected to or expired, no blocker is old, no arrows form a circle, no conversation"
                            + " goes round, no field has two values: there is nothing to meet for."));
        }
        if (!agenda.inWriting().isEmpty()) {
            lead.add(Line.start()
                    .text("What does not fit into the meeting is to be settled in writing by ")
                    .when(agenda.until(), List.of())
                    .end());
        }
        return lead;
    }

    private static void section(List<Sheet.Section> sections, String title, List<Sheet.Entry> entries) {
        if (!entries.isEmpty()) {
            sections.add(new Sheet.Section(title, entries));
        }
    }

    static Sheet.Entry item(AgendaItem item) {
        Line headline = Line.start()
                .faint(item.minutes() + " min  ")
                .link(item.target())
                .text(separator(item) + item.text())
                .end();
        return new Sheet.Entry(
                headline, item.people().isEmpty() ? List.of() : List.of(Line.of("with " + Words.names(item.people()))));
    }

    private static String separator(AgendaItem item) {
        return switch (item.kind()) {
            case OBJECTED, EXPIRED -> ": ";
            case BLOCKER, CYCLE, THREAD, CONFLICT -> " ";
        };
    }

    private static Sheet.Entry advice(Advice advice) {
        return new Sheet.Entry(
                Line.start().link(advice.target()).text(" " + advice.why()).end(), List.of());
    }

    private static List<Sheet.Entry> cards(Collection<CardLine> lines) {
        return lines.stream().map(CardWords::entry).toList();
    }
}
