package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Owner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What waits for one member (RHY-5). */
final class Needs {

    private final MemberId reader;
    private final Names names;
    private final SortedMap<BoardId, Board> boards;
    private final Map<String, Target> targets = new TreeMap<>();
    private final List<Need> needs = new ArrayList<>();

    Needs(MemberId reader, Names names, SortedMap<BoardId, Board> boards) {
        this.reader = reader;
        this.names = names;
        this.boards = boards;
    }

    /** @param today in the reader's zone */
    List<Need> of(Matters matters, List<CardLine> moved, List<CardLine> still, LocalDate today) {
        decisions(matters.decisions());
        boards.forEach((id, board) -> board.cards().values().stream()
                .filter(card -> !card.deleted() && card.owners().contains(Owner.of(reader)))
                .forEach(card -> card(id, card, today)));
        remarks(matters.remarks());
        lines(moved, still);
        needs.sort(Comparator.comparing(Need::kind)
                .thenComparing(need -> need.target().title()));
        return needs;
    }

    private void decisions(List<DecisionFact> decisions) {
        for (DecisionFact decision : decisions) {
            if (decision.waitingFor().contains(reader) && decision.standing() != DecisionFact.Standing.OVER) {
                add(
                        Need.Kind.DECISION,
                        names.target(decision.document()),
                        "waits for your answer",
                        Optional.empty(),
                        decision.deadline());
            }
        }
    }

    private void card(BoardId board, Card card, LocalDate today) {
        Target target = Names.target(board, card);
        targets.put(card.id().hex(), target);
        if (!card.meta().conflicts().isEmpty()) {
            String fields = card.meta().conflicts().stream()
                    .map(Conflict::field)
                    .map(field -> field.key())
                    .distinct()
                    .collect(Collectors.joining(", "));
            add(Need.Kind.CONFLICT, target, "was written by two at once (" + fields + "): pick one value");
        }
        card.targetDate()
                .filter(date -> date.isBefore(today) && !Reasons.isOver(card, names))
                .ifPresent(date -> add(Need.Kind.OVERDUE, target, "was to be done by " + date));
    }

    private void remarks(List<Remark> remarks) {
        for (int i = 0; i < remarks.size(); i++) {
            Remark remark = remarks.get(i);
            boolean mine = remark.author().member().equals(Optional.of(reader));
            if (remark.settled() || mine) {
                continue;
            }
            String said = "“" + Names.line(remark.text()) + "”";
            if (remark.blocker() && targets.containsKey(remark.about())) {
                add(
                        Need.Kind.BLOCKER,
                        target(remark),
                        "is blocked: " + said,
                        Optional.of(remark.author()),
                        Optional.empty());
            } else if (remark.mentions().contains(reader)
                    && !answered(remark, remarks.subList(i + 1, remarks.size()))) {
                add(Need.Kind.MENTION, target(remark), said, Optional.of(remark.author()), Optional.empty());
            }
        }
    }

    private boolean answered(Remark remark, List<Remark> later) {
        return later.stream()
                .anyMatch(each -> each.about().equals(remark.about())
                        && each.author().member().equals(Optional.of(reader)));
    }

    private Target target(Remark remark) {
        return targets.computeIfAbsent(remark.about(), this::find);
    }

    private Target find(String hex) {
        for (Map.Entry<BoardId, Board> board : boards.entrySet()) {
            Optional<Card> card =
                    Ids.isId(hex) ? board.getValue().card(new dev.meridian.model.id.CardId(hex)) : Optional.empty();
            if (card.isPresent()) {
                return Names.target(board.getKey(), card.get());
            }
        }
        return names.target(new DocumentId(hex));
    }

    private void lines(List<CardLine> moved, List<CardLine> still) {
        still.stream()
                .filter(line -> line.isOwnedBy(reader))
                .filter(line -> line.why().filter(Why::given).isEmpty())
                .forEach(line -> add(Need.Kind.REASON, line.card(), "did not move: say why in a line"));
        moved.stream()
                .filter(line -> line.isOwnedBy(reader))
                .filter(line -> line.change(What.OWNERS).filter(this::isNews).isPresent())
                .forEach(line -> add(Need.Kind.NEW, line.card(), "is yours now"));
    }

    /** Somebody else made the reader an owner. */
    private boolean isNews(Change owners) {
        String name = names.person(reader).name();
        boolean before = owners.from()
                .map(names -> List.of(names.split(", ", -1)).contains(name))
                .orElse(false);
        return !before
                && owners.by().stream().noneMatch(person -> person.member().equals(Optional.of(reader)));
    }

    private void add(Need.Kind kind, Target target, String text) {
        add(kind, target, text, Optional.empty(), Optional.empty());
    }

    private void add(
            Need.Kind kind, Target target, String text, Optional<Person> by, Optional<java.time.Instant> until) {
        needs.add(new Need(kind, target, text, by, until));
    }
}
