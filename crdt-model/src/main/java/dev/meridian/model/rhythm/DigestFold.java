package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.StatusCategory;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a {@link Digest} of a {@link Period}: a pure function of states, happenings and a moment. For one use, by one thread. */
public final class DigestFold {

    /** A decision that closes within this time is told as closing soon. */
    public static final Duration CLOSING_SOON = Duration.ofDays(3);

    private static final Set<StatusCategory> UNDER_WAY =
            EnumSet.of(StatusCategory.SCOPED, StatusCategory.ACTIVE, StatusCategory.REVIEW);

    private final Period period;
    private final Matters matters;
    private final Asking asking;
    private final Names before;
    private final Names after;
    private final Attribution attribution;
    private final Map<String, List<Remark>> said = new HashMap<>();
    private final List<CardLine> moved = new ArrayList<>();
    private final List<CardLine> still = new ArrayList<>();
    private final List<CardLine> edited = new ArrayList<>();
    private final List<CardLine> rearranged = new ArrayList<>();

    private DigestFold(Period period, Matters matters, Asking asking) {
        this.period = period;
        this.matters = matters;
        this.asking = asking;
        this.before = new Names(period.before().team());
        this.after = new Names(period.after().team());
        this.attribution = new Attribution(period.happenings(), after);
        matters.remarks().stream()
                .filter(Remark::fresh)
                .forEach(each -> said.computeIfAbsent(each.about(), none -> new ArrayList<>())
                        .add(each));
    }

    /** The digest of a period for whoever asks. */
    public static Digest of(Period period, Matters matters, Asking asking) {
        return new DigestFold(period, matters, asking).fold();
    }

    private Digest fold() {
        SortedMap<BoardId, Board> boardsBefore = live(period.before());
        SortedMap<BoardId, Board> boardsAfter = live(period.after());
        Set<BoardId> all = new LinkedHashSet<>();
        inOrder(period.after()).forEach(all::add);
        inOrder(period.before()).forEach(all::add);
        for (BoardId board : all) {
            new OfBoard(
                            board,
                            boardsBefore.getOrDefault(board, Board.NOT_HERE),
                            boardsAfter.getOrDefault(board, Board.NOT_HERE))
                    .fold();
        }
        List<OtherLine> others = new OtherDiff(period.before(), period.after(), attribution, this::said).lines();
        return new Digest(
                period.after().team().name(),
                period.from(),
                period.to(),
                (int) period.happenings().stream()
                        .filter(each -> each.position() == 0)
                        .count(),
                asking.now(),
                asking.reader().map(after::person),
                moved,
                still,
                edited,
                rearranged,
                others,
                asking.reader()
                        .map(reader -> new Needs(reader, after, boardsAfter).of(matters, moved, still, today()))
                        .orElse(List.of()),
                decided(),
                closing());
    }

    /** How many comments are new on something, and whose. */
    private Optional<Change> said(String about) {
        List<Remark> remarks = said.getOrDefault(about, List.of());
        return remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(
                        What.COMMENTS,
                        Optional.empty(),
                        Optional.of(String.valueOf(remarks.size())),
                        remarks.stream().map(Remark::author).distinct().toList(),
                        remarks.getLast().at()));
    }

    private static List<BoardId> inOrder(WorkspaceState state) {
        return state.boardsInOrder().stream().map(BoardEntry::id).toList();
    }

    private static SortedMap<BoardId, Board> live(WorkspaceState state) {
        SortedMap<BoardId, Board> live = new TreeMap<>(state.boards());
        live.keySet().retainAll(Set.copyOf(inOrder(state)));
        return live;
    }

    private LocalDate today() {
        ZoneId zone = asking.reader()
                .map(after::person)
                .flatMap(Person::zone)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(ZoneOffset.UTC);
        return LocalDate.ofInstant(asking.now(), zone);
    }

    private List<DecisionLine> decided() {
        Instant from = period.from().receivedAt();
        return matters.decisions().stream()
                .filter(each -> each.standing() == DecisionFact.Standing.OVER)
                .filter(each -> each.since().map(at -> at.isAfter(from)).orElse(true))
                .sorted(Comparator.comparing(each -> each.since().orElse(Instant.MAX)))
                .map(this::line)
                .toList();
    }

    private List<DecisionLine> closing() {
        Instant soon = asking.now().plus(CLOSING_SOON);
        return matters.decisions().stream()
                .filter(each -> each.standing() == DecisionFact.Standing.OPEN)
                .filter(each -> each.deadline().filter(at -> !at.isAfter(soon)).isPresent())
                .sorted(Comparator.comparing(each -> each.deadline().orElse(Instant.MAX)))
                .map(this::line)
                .toList();
    }

    private DecisionLine line(DecisionFact decision) {
        return new DecisionLine(
                after.target(decision.document()),
                decision.outcome(),
                decision.deadline(),
                decision.since(),
                decision.waitingFor().stream().map(after::person).toList());
    }

    /** The cards of one board. */
    private final class OfBoard {
        private final BoardId id;
        private final Board was;
        private final Board is;
        private final Reasons reasons;

        OfBoard(BoardId id, Board was, Board is) {
            this.id = id;
            this.was = was;
            this.is = is;
            this.reasons = new Reasons(was, is, after, attribution, matters);
        }

        void fold() {
            CardDiff diff = new CardDiff(was, is, before, after, attribution);
            Map<CardId, List<Change>> changed = new HashMap<>();
            Set<CardId> candidates = new TreeSet<>(diff.candidates());
            is.cards().keySet().stream()
                    .filter(card -> said.containsKey(card.hex()))
                    .forEach(candidates::add);
            candidates.forEach(card -> {
                List<Change> changes = diff.changes(card);
                if (is.card(card).filter(each -> !each.deleted()).isPresent()) {
                    said(card.hex()).ifPresent(changes::add);
                }
                changes.sort(Comparator.comparing(Change::what));
                if (!changes.isEmpty()) {
                    changed.put(card, changes);
                }
            });
            List<Card> cards = new ArrayList<>(is.cards().values());
            was.cards().forEach((card, old) -> {
                if (!is.cards().containsKey(card)) {
                    cards.add(old);
                }
            });
            cards.stream()
                    .filter(card -> changed.containsKey(card.id()) || isUnderWay(card))
                    .sorted(Comparator.comparing((Card card) -> Names.line(card.title()))
                            .thenComparing(Card::id))
                    .forEach(card -> place(card, changed.getOrDefault(card.id(), List.of())));
        }

        /** Scoped, active or in review, or with a target date and not over: what is expected to move (RHY-3). */
        private boolean isUnderWay(Card card) {
            Optional<StatusCategory> category = after.category(card);
            return !card.deleted()
                    && is.cards().containsKey(card.id())
                    && (category.filter(UNDER_WAY::contains).isPresent()
                            || (card.targetDate().isPresent() && !Reasons.isOver(card, after)));
        }

        private void place(Card card, List<Change> changes) {
            boolean moves = has(changes, What.Weight.MOVE);
            if (moves) {
                moved.add(line(card, changes, reasons.ofMoved(card, asksForReason(card, changes))));
            } else if (isUnderWay(card)) {
                still.add(line(card, changes, Optional.of(reasons.ofStill(card))));
            } else if (has(changes, What.Weight.EDIT)) {
                edited.add(line(card, changes, Optional.empty()));
            } else {
                rearranged.add(line(card, changes, Optional.empty()));
            }
        }

        private boolean has(List<Change> changes, What.Weight weight) {
            return changes.stream().anyMatch(each -> each.what().weight() == weight);
        }

        private CardLine line(Card card, List<Change> changes, Optional<Why> why) {
            return new CardLine(
                    Names.target(id, card),
                    after.status(card).map(Status::name),
                    after.category(card),
                    after.owners(card),
                    card.targetDate(),
                    changes,
                    why);
        }

        /** It slipped, went back, was given up or deleted. */
        private boolean asksForReason(Card now, List<Change> changes) {
            Optional<Card> old = was.card(now.id()).filter(card -> !card.deleted());
            boolean gone = changes.stream().anyMatch(each -> each.what() == What.DELETED);
            return gone
                    || old.filter(card -> slipped(card, now) || wentBack(card, now))
                            .isPresent();
        }

        private static boolean slipped(Card old, Card now) {
            return old.targetDate()
                    .filter(date -> now.targetDate().map(date::isBefore).orElse(true))
                    .isPresent();
        }

        private boolean wentBack(Card old, Card now) {
            Optional<StatusCategory> from = before.category(old);
            Optional<StatusCategory> to = after.category(now);
            boolean dropped = to.equals(Optional.of(StatusCategory.DROPPED)) && !from.equals(to);
            return dropped
                    || (from.isPresent()
                            && from.get() != StatusCategory.DROPPED
                            && to.filter(category -> category.compareTo(from.get()) < 0)
                                    .isPresent());
        }
    }
}
