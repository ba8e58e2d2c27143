package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Pack;
import java.util.ArrayList;
import java.util.List;

/** A pack as a page. The documents' texts are in its JSON only; the page names them. */
public final class PackSheet {

    private PackSheet() {}

    public static Sheet of(Pack pack) {
        List<Sheet.Section> sections = new ArrayList<>();
        if (!pack.open().isEmpty()) {
            sections.add(new Sheet.Section(
                    "Open: the meeting settles these, and nothing else",
                    pack.open().stream().map(AgendaSheet::item).toList()));
        }
        for (Pack.OfBoard board : pack.boards()) {
            for (Pack.OfGroup group : board.groups()) {
                String title = board.board().title() + ": " + group.title().orElse("not in a group");
                sections.add(new Sheet.Section(
                        title,
                        group.cards().stream()
                                .map(card -> new Sheet.Entry(CardWords.headline(card), List.of()))
                                .toList()));
            }
        }
        if (!pack.documents().isEmpty()) {
            sections.add(new Sheet.Section(
                    "Documents",
                    pack.documents().stream().map(PackSheet::document).toList()));
        }
        sections.add(new Sheet.Section(
                "Who has read it",
                pack.readers().stream().map(PackSheet::reader).toList()));
        return new Sheet("Planning pack of " + pack.workspace(), lead(pack), sections);
    }

    private static List<Line> lead(Pack pack) {
        List<Line> lead = new ArrayList<>();
        Line.Builder frozen =
                Line.start().text("Frozen at position " + pack.frozen().position());
        if (pack.frozen().position() > 0) {
            frozen.text(", ").when(pack.frozen().receivedAt(), List.of());
        }
        pack.meeting().ifPresent(at -> frozen.text("; the meeting is on ").when(at, List.of()));
        lead.add(frozen.end());
        if (pack.changedSince() > 0) {
            lead.add(Line.of(Words.count(pack.changedSince(), "thing")
                    + " changed since; this page shows them as they were frozen"));
        }
        if (pack.open().isEmpty()) {
            lead.add(Line.of("Nothing is open: there is nothing to meet for."));
        }
        return lead;
    }

    private static Sheet.Entry document(Pack.OfDocument document) {
        long words = document.text().isBlank() ? 0 : document.text().strip().split("\\s+", -1).length;
        return new Sheet.Entry(
                Line.start()
                        .link(document.document())
                        .faint("  " + Words.count(words, "word"))
                        .end(),
                List.of());
    }

    private static Sheet.Entry reader(Pack.Reader reader) {
        List<String> did = new ArrayList<>();
        did.add(reader.reached() ? "reached" : "not reached yet");
        if (reader.read()) {
            did.add("read");
        }
        if (reader.commented()) {
            did.add("commented");
        }
        return new Sheet.Entry(
                Line.start()
                        .text(reader.person().name() + ": ")
                        .text(String.join(", ", did))
                        .end(),
                List.of());
    }
}
