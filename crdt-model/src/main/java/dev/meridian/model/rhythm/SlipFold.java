package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.value.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link SlipLedger} of a {@link Period}. For one use, by one thread. */
public final class SlipFold {

    private final Period period;
    private final Matters matters;
    private final Names names;
    private final Attribution attribution;
    private final Map<CardId, List<Slip.Step>> steps = new HashMap<>();
    private final List<Slip> slips = new ArrayList<>();

    private SlipFold(Period period, Matters matters) {
        this.period = period;
        this.matters = matters;
        this.names = new Names(period.after().team());
        this.attribution = new Attribution(period.happenings(), names);
    }

    /** The ledger of a period. */
    public static SlipLedger of(Period period, Matters matters, Asking asking) {
        return new SlipFold(period, matters).fold(asking);
    }

    private SlipLedger fold(Asking asking) {
        period.happenings().forEach(this::note);
        period.after().boardsInOrder().stream().map(BoardEntry::id).forEach(this::board);
        slips.sort(Comparator.comparing((Slip slip) -> slip.to().isPresent() || !slip.late())
                .thenComparing(Slip::days, Comparator.reverseOrder())
                .thenComparing(slip -> slip.card().title())
                .thenComparing(slip -> slip.card().card()));
        return new SlipLedger(period.after().team().name(), period.from(), period.to(), asking.now(), slips);
    }

    private void note(Happening happening) {
        for (Event event : happening.events()) {
            if (event instanceof Event.FieldChanged changed
                    && changed.field() == Field.TARGET_DATE
                    && changed.subject() instanceof CardId card) {
                steps.computeIfAbsent(card, none -> new ArrayList<>())
                        .add(new Slip.Step(
                                changed.before().flatMap(SlipFold::date),
                                changed.after().flatMap(SlipFold::date),
                                names.person(happening.author()),
                                happening.receivedAt()));
            }
        }
    }

    private static Optional<LocalDate> date(String stored) {
        try {
            return Optional.of(LocalDate.parse(stored));
        } catch (DateTimeException e) {
            return Optional.empty(); // reading is total (MODEL-5)
        }
    }

    private void board(BoardId id) {
        Board was = period.before().boards().getOrDefault(id, Board.NOT_HERE);
        Board is = period.after().boards().getOrDefault(id, Board.NOT_HERE);
        Tracing tracing = new Tracing(id, was, is);
        was.cards()
                .forEach((card, old) -> is.card(card)
                        .filter(now -> !now.deleted() && !old.deleted())
                        .filter(now -> !now.targetDate().equals(old.targetDate()))
                        .ifPresent(now -> slips.add(slip(tracing, old, now))));
    }

    private Slip slip(Tracing tracing, Card old, Card now) {
        boolean late = isLate(old, now);
        List<Card> trace = late ? tracing.from(now) : List.of();
        return new Slip(
                Names.target(tracing.board, now),
                names.owners(now),
                old.targetDate(),
                now.targetDate(),
                days(old, now),
                steps.getOrDefault(now.id(), List.of()),
                trace.stream().map(card -> Names.target(tracing.board, card)).toList(),
                late ? Optional.of(tracing.reasons.ofStill(trace.getLast())) : Optional.empty());
    }

    private static long days(Card old, Card now) {
        return old.targetDate()
                .flatMap(from -> now.targetDate().map(to -> ChronoUnit.DAYS.between(from, to)))
                .orElse(0L);
    }

    private static boolean isLate(Card old, Card now) {
        return days(old, now) > 0
                || (old.targetDate().isPresent() && now.targetDate().isEmpty());
    }

    /** Follows arrows back to what made cards of one board late. */
    private final class Tracing {
        private final BoardId board;
        private final Board was;
        private final Board is;
        private final Reasons reasons;

        Tracing(BoardId board, Board was, Board is) {
            this.board = board;
            this.was = was;
            this.is = is;
            this.reasons = new Reasons(was, is, names, attribution, matters);
        }

        /** From a card to its cause: each time on to the blocker that slipped farthest, until none did. */
        List<Card> from(Card start) {
            Set<CardId> seen = new LinkedHashSet<>();
            List<Card> trace = new ArrayList<>();
            Optional<Card> next = Optional.of(start);
            while (next.isPresent() && seen.add(next.get().id())) {
                trace.add(next.get());
                next = cause(next.get()).filter(card -> !seen.contains(card.id()));
            }
            return trace;
        }

        private Optional<Card> cause(Card card) {
            return Arrows.blockersOf(is, card.id()).stream()
                    .filter(blocker -> was.card(blocker.id())
                            .filter(old -> isLate(old, blocker))
                            .isPresent())
                    .max(Comparator.comparingLong((Card blocker) -> was.card(blocker.id())
                                    .map(old -> days(old, blocker))
                                    .orElse(0L))
                            .thenComparing(Card::id, Comparator.reverseOrder()))
                    .or(() -> reasons.openBlockers(card).stream()
                            .flatMap(id -> is.card(id).stream())
                            .min(Comparator.comparing((Card each) -> Names.line(each.title()))
                                    .thenComparing(Card::id)));
        }
    }
}
