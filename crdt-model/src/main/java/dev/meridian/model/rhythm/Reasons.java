package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import dev.meridian.model.value.UpdateLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds why cards of one board moved or did not: in what people said, else in arrows and decisions that wait (RHY-4). */
final class Reasons {

    private static final int CARDS_NAMED_MAX = 3;

    private final Board before;
    private final Board after;
    private final Names names;
    private final Attribution attribution;
    private final Map<String, List<Remark>> remarks = new HashMap<>();
    private final Map<String, DecisionFact> waiting = new HashMap<>();

    Reasons(Board before, Board after, Names names, Attribution attribution, Matters matters) {
        this.before = before;
        this.after = after;
        this.names = names;
        this.attribution = attribution;
        matters.remarks()
                .forEach(each -> remarks.computeIfAbsent(each.about(), none -> new ArrayList<>())
                        .add(each));
        matters.decisions().stream()
                .filter(each -> each.standing() != DecisionFact.Standing.OVER)
                .forEach(each -> waiting.put(each.document().hex(), each));
    }

    /** Why a card stood still. */
    Why ofStill(Card card) {
        return said(card, true)
                .or(() -> waitsFor(card))
                .or(() -> undecided(card))
                .orElse(Why.NONE);
    }

    /** Why a card moved; "no reason given" only where the changes ask for one: it slipped, went back, or was given up. */
    Optional<Why> ofMoved(Card card, boolean asksForReason) {
        if (!asksForReason) {
            return said(card, false).or(() -> freed(card));
        }
        return Optional.of(said(card, true)
                .or(() -> waitsFor(card))
                .or(() -> undecided(card))
                .orElse(Why.NONE));
    }

    private Optional<Why> said(Card card, boolean heldUp) {
        return line(card).or(() -> remarked(card, heldUp));
    }

    /** The last line of the weekly update that is new in this period: an owner's, else anybody's. */
    private Optional<Why> line(Card card) {
        Set<UpdateLine> old =
                before.card(card.id()).<Set<UpdateLine>>map(Card::updates).orElse(Set.of());
        List<UpdateLine> fresh =
                card.updates().stream().filter(each -> !old.contains(each)).toList();
        List<UpdateLine> owners = fresh.stream()
                .filter(each -> card.owners().contains(Owner.of(each.member())))
                .toList();
        List<UpdateLine> best = owners.isEmpty() ? fresh : owners;
        return best.isEmpty()
                ? Optional.empty()
                : Optional.of(new Why(
                        Why.Source.UPDATE,
                        best.getLast().text(),
                        Optional.of(names.person(best.getLast().member())),
                        attribution.at(card.id(), Field.WHY)));
    }

    private Optional<Why> remarked(Card card, boolean heldUp) {
        List<Remark> about = remarks.getOrDefault(card.id().hex(), List.of());
        Optional<Why> blocker = heldUp
                ? last(about.stream()
                                .filter(each -> each.blocker() && !each.settled())
                                .toList())
                        .map(each -> why(Why.Source.BLOCKER, each))
                : Optional.empty();
        return blocker.or(() -> comment(card, about));
    }

    /** The last in the period by an owner, else by anybody. */
    private Optional<Why> comment(Card card, List<Remark> about) {
        List<Remark> recent = about.stream()
                .filter(each -> !each.blocker())
                .filter(Remark::fresh)
                .toList();
        List<Person> owners = names.owners(card);
        return last(recent.stream()
                        .filter(each -> owners.contains(each.author()))
                        .toList())
                .or(() -> last(recent))
                .map(each -> why(Why.Source.COMMENT, each));
    }

    private static Optional<Remark> last(List<Remark> remarks) {
        return remarks.isEmpty() ? Optional.empty() : Optional.of(remarks.getLast());
    }

    private static Why why(Why.Source source, Remark remark) {
        return new Why(source, Names.line(remark.text()), Optional.of(remark.author()), remark.at());
    }

    private Optional<Why> waitsFor(Card card) {
        List<String> open = Arrows.blockersOf(after, card.id()).stream()
                .filter(blocker -> !isOver(blocker, names))
                .map(blocker -> Names.line(blocker.title())
                        + names.status(blocker)
                                .map(status -> " (" + status.name() + ")")
                                .orElse(""))
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(arrow("waits for " + listed(open)));
    }

    private Optional<Why> freed(Card card) {
        List<String> done = Arrows.blockersOf(after, card.id()).stream()
                .filter(blocker -> isOver(blocker, names))
                .filter(blocker -> before.card(blocker.id())
                        .filter(was -> !was.status().equals(blocker.status()))
                        .isPresent())
                .map(blocker -> Names.line(blocker.title()))
                .toList();
        return done.isEmpty() ? Optional.empty() : Optional.of(arrow("no longer waits for " + listed(done)));
    }

    private static Why arrow(String text) {
        return new Why(Why.Source.ARROW, text, Optional.empty(), Optional.empty());
    }

    private static String listed(List<String> titles) {
        String shown = titles.stream().limit(CARDS_NAMED_MAX).collect(Collectors.joining(", "));
        int more = titles.size() - CARDS_NAMED_MAX;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private Optional<Why> undecided(Card card) {
        return card.documents().stream()
                .filter(document -> waiting.containsKey(document.hex()))
                .findFirst()
                .map(document -> new Why(
                        Why.Source.DECISION,
                        "waits for the decision on " + names.document(document),
                        Optional.empty(),
                        Optional.empty()));
    }

    static boolean isOver(Card card, Names names) {
        return names.category(card)
                .filter(category -> category == StatusCategory.DONE || category == StatusCategory.DROPPED)
                .isPresent();
    }

    /** Cards that this one waits for and that are not over. */
    List<CardId> openBlockers(Card card) {
        return Arrows.blockersOf(after, card.id()).stream()
                .filter(blocker -> !isOver(blocker, names))
                .map(Card::id)
                .toList();
    }
}
