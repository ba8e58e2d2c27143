package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.value.StatusCategory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is worth a meeting of its own (RHY-13): an objection that went round too often, a large card that begins, a group that is done. */
final class MeetingRule {

    /** A group of fewer cards needs no looking back. */
    private static final int GROUP_CARDS_MIN = 3;

    private final Period period;
    private final Matters matters;
    private final AgendaTerms terms;
    private final Names before;
    private final Names after;
    private final List<Advice> advices = new ArrayList<>();

    MeetingRule(Period period, Matters matters, AgendaTerms terms) {
        this.period = period;
        this.matters = matters;
        this.terms = terms;
        this.before = new Names(period.before().team());
        this.after = new Names(period.after().team());
    }

    List<Advice> advices() {
        objections();
        period.after().boardsInOrder().stream().map(BoardEntry::id).forEach(this::board);
        advices.sort(Comparator.comparing(Advice::kind)
                .thenComparing(advice -> advice.target().title()));
        return advices;
    }

    private void objections() {
        matters.decisions().stream()
                .filter(each -> each.standing() == DecisionFact.Standing.OBJECTED)
                .filter(each -> each.objectionRounds() >= terms.roundsMin())
                .forEach(each -> advices.add(new Advice(
                        Advice.Kind.OBJECTIONS,
                        after.target(each.document()),
                        "was objected to in " + each.objectionRounds() + " rounds; writing does not settle it")));
    }

    private void board(BoardId id) {
        Board was = period.before().boards().getOrDefault(id, Board.NOT_HERE);
        Board is = period.after().boards().getOrDefault(id, Board.NOT_HERE);
        is.cards().values().stream()
                .filter(card -> !card.deleted())
                .filter(card -> card.estimate().orElse(0.0) >= terms.largeEstimate())
                .filter(card -> begins(was, card))
                .forEach(card -> advices.add(new Advice(
                        Advice.Kind.KICK_OFF,
                        Names.target(id, card),
                        "begins, and is large: an estimate of "
                                + dev.meridian.model.json.Numbers.print(
                                        card.estimate().orElse(0.0)))));
        is.groups().values().stream()
                .filter(group -> !group.deleted())
                .filter(group -> isDone(is, group, after) && !isDone(was, group, before))
                .forEach(group -> advices.add(new Advice(
                        Advice.Kind.RETROSPECTIVE,
                        new Target.OfOther(group.id(), Names.line(group.title())),
                        "is done: all of its " + in(is, group).size() + " cards are over")));
    }

    private boolean begins(Board was, Card card) {
        boolean active = after.category(card).equals(Optional.of(StatusCategory.ACTIVE));
        Optional<StatusCategory> old = was.card(card.id()).flatMap(before::category);
        return active
                && old.filter(category -> category.compareTo(StatusCategory.ACTIVE) >= 0)
                        .isEmpty();
    }

    private static List<Card> in(Board board, Group group) {
        return board.cards().values().stream()
                .filter(card -> !card.deleted() && card.group().equals(Optional.of(group.id())))
                .toList();
    }

    private static boolean isDone(Board board, Group group, Names names) {
        List<Card> cards = in(board, group);
        return cards.size() >= GROUP_CARDS_MIN && cards.stream().allMatch(card -> Reasons.isOver(card, names));
    }
}
