package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.CardLine;
import dev.meridian.model.rhythm.Nudge;
import dev.meridian.model.rhythm.WeeklyUpdate;
import java.util.ArrayList;
import java.util.List;

/** A weekly update as a page. */
public final class UpdateSheet {

    private UpdateSheet() {}

    public static Sheet of(WeeklyUpdate update) {
        List<Sheet.Section> sections = new ArrayList<>();
        update.owners()
                .forEach(owner -> sections.add(new Sheet.Section(owner.owner().name(), entries(owner))));
        if (!update.ownerless().isEmpty()) {
            sections.add(new Sheet.Section(
                    "Nobody's",
                    update.ownerless().stream().map(CardWords::entry).toList()));
        }
        if (!update.nudges().isEmpty()) {
            sections.add(new Sheet.Section(
                    "To be asked why",
                    update.nudges().stream().map(UpdateSheet::nudge).toList()));
        }
        return new Sheet("Weekly update " + update.week() + " of " + update.workspace(), lead(update), sections);
    }

    private static Sheet.Entry nudge(Nudge nudge) {
        Line.Builder line = Line.start().text(nudge.owner().name() + ", about ");
        for (int i = 0; i < nudge.cards().size(); i++) {
            line.text(i == 0 ? "" : ", ").link(nudge.cards().get(i));
        }
        nudge.at()
                .ifPresent(
                        at -> line.text(", on their working day that begins ").when(at, List.of(nudge.owner())));
        return new Sheet.Entry(line.end(), List.of());
    }

    private static List<Line> lead(WeeklyUpdate update) {
        int unexplained = update.owners().stream()
                .mapToInt(WeeklyUpdate.OfOwner::unexplained)
                .sum();
        List<Line> lead = new ArrayList<>();
        if (update.owners().isEmpty() && update.ownerless().isEmpty()) {
            lead.add(Line.of("Nothing moved, and nothing is under way."));
        }
        if (unexplained > 0) {
            lead.add(Line.of(Words.count(unexplained, "card")
                    + " without a reason; an owner gives one with: meridian update CARD \"why\""));
        }
        return lead;
    }

    private static List<Sheet.Entry> entries(WeeklyUpdate.OfOwner owner) {
        List<Sheet.Entry> entries = new ArrayList<>();
        owner.moved().forEach(card -> entries.add(entry("moved", card)));
        owner.blocked().forEach(card -> entries.add(entry("blocked", card)));
        owner.still().forEach(card -> entries.add(entry("did not move", card)));
        return entries;
    }

    private static Sheet.Entry entry(String how, CardLine card) {
        Sheet.Entry entry = CardWords.entry(card);
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Faint(how + ": "));
        pieces.addAll(entry.headline().pieces());
        return new Sheet.Entry(new Line(pieces), entry.details());
    }
}
