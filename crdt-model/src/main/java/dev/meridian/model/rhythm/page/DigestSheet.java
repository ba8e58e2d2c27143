package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.CardLine;
import dev.meridian.model.rhythm.Change;
import dev.meridian.model.rhythm.DecisionLine;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.Need;
import dev.meridian.model.rhythm.OtherLine;
import java.util.ArrayList;
import java.util.List;

/** A digest as a page. */
public final class DigestSheet {

    private final Digest digest;
    private final List<Sheet.Section> sections = new ArrayList<>();

    private DigestSheet(Digest digest) {
        this.digest = digest;
    }

    public static Sheet of(Digest digest) {
        return new DigestSheet(digest).sheet();
    }

    /**
     * The edits of a device that the log does not have: a digest from the end of the log on.
     *
     * @param why they are there, and what becomes of them
     */
    public static Sheet kept(Digest digest, String why) {
        return new DigestSheet(digest).keptSheet(why);
    }

    private Sheet keptSheet(String why) {
        List<CardLine> cards = new ArrayList<>(digest.moved());
        cards.addAll(digest.edited());
        section("Cards", cards.stream().map(CardWords::entry).toList());
        arranged();
        others();
        String title = sections.isEmpty() ? "Nothing is kept on this device alone" : "Kept on this device alone";
        return new Sheet(title, List.of(Line.of(why)), sections);
    }

    private Sheet sheet() {
        section("Needs you", digest.needs().stream().map(DigestSheet::need).toList());
        section("Moved", digest.moved().stream().map(CardWords::entry).toList());
        section("Did not move", digest.still().stream().map(CardWords::entry).toList());
        section("Decided", digest.decided().stream().map(DigestSheet::decided).toList());
        section(
                "Decisions closing soon",
                digest.closing().stream().map(DigestSheet::closing).toList());
        section("Also edited", digest.edited().stream().map(CardWords::entry).toList());
        others();
        arranged();
        return new Sheet(title(), lead(), sections);
    }

    private void others() {
        section(
                "Documents, boards and people",
                digest.others().stream().map(DigestSheet::other).toList());
    }

    private void arranged() {
        if (!digest.rearranged().isEmpty()) {
            section("Only rearranged on the canvas", List.of(rearranged(digest.rearranged())));
        }
    }

    private String title() {
        String whose = digest.workspace().isEmpty() ? "the workspace" : digest.workspace();
        return digest.isEmpty() ? "Nothing changed in " + whose : "What changed in " + whose;
    }

    private List<Line> lead() {
        List<Line> lead = new ArrayList<>();
        lead.add(PeriodLine.of(digest.from(), digest.to()));
        lead.add(Line.of(counts()));
        if (digest.unsent() > 0) {
            lead.add(Line.of(Words.count(digest.unsent(), "change") + " of yours not sent yet, told here too"));
        }
        return lead;
    }

    private String counts() {
        return Words.count(digest.moved().size(), "card") + " moved, "
                + digest.still().size() + " under way did not"
                + (digest.needs().isEmpty()
                        ? ""
                        : ", " + Words.count(digest.needs().size(), "thing") + " for you");
    }

    private void section(String title, List<Sheet.Entry> entries) {
        if (!entries.isEmpty()) {
            sections.add(new Sheet.Section(title, entries));
        }
    }

    private static Sheet.Entry need(Need need) {
        Line.Builder line = Line.start().link(need.target()).text(" ");
        need.by().ifPresent(person -> line.text(person.name() + ": "));
        line.text(need.text());
        need.until().ifPresent(until -> line.text(", by ").when(until, List.of()));
        return new Sheet.Entry(line.end(), List.of());
    }

    private static Sheet.Entry decided(DecisionLine decision) {
        Line.Builder line = Line.start().link(decision.document()).text(": " + decision.outcome());
        decision.at().ifPresent(at -> line.text(", ").when(at, List.of()));
        return new Sheet.Entry(line.end(), List.of());
    }

    private static Sheet.Entry closing(DecisionLine decision) {
        Line.Builder line = Line.start().link(decision.document()).text(" closes");
        decision.deadline().ifPresent(at -> line.text(" ").when(at, List.of()));
        List<Line> details = decision.waitingFor().isEmpty()
                ? List.of()
                : List.of(Line.of("not heard yet: " + Words.names(decision.waitingFor())));
        return new Sheet.Entry(line.end(), details);
    }

    private static Sheet.Entry other(OtherLine other) {
        Line.Builder line = Line.start().link(other.target()).text(": ");
        boolean first = true;
        for (Change change : other.changes()) {
            line.text(first ? "" : "; ");
            Words.change(line, change);
            first = false;
        }
        return new Sheet.Entry(line.end(), List.of());
    }

    private static Sheet.Entry rearranged(List<CardLine> cards) {
        Line.Builder line = Line.start();
        for (int i = 0; i < Math.min(cards.size(), Words.NAMED_MAX); i++) {
            line.text(i == 0 ? "" : ", ").link(cards.get(i).card());
        }
        int more = cards.size() - Words.NAMED_MAX;
        return new Sheet.Entry(
                line.text(more > 0 ? " and " + more + " more" : "").end(), List.of());
    }
}
