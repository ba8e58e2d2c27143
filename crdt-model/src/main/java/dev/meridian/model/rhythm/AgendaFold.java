package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Cycle;
import dev.meridian.model.calendar.WorkDay;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes an {@link Agenda} of a period's digest. For one use, by one thread. */
public final class AgendaFold {

    /** What is settled in writing gets so many working days of the reader's. */
    private static final int DAYS_IN_WRITING = 2;

    private final Period period;
    private final Digest digest;
    private final Matters matters;
    private final AgendaTerms terms;
    private final WorkspaceState state;
    private final Team team;
    private final Names names;
    private final Map<String, Target> targets = new TreeMap<>();
    private final Map<String, Card> cards = new TreeMap<>();
    private final List<AgendaItem> items = new ArrayList<>();

    private AgendaFold(Period period, Matters matters, Asking asking, AgendaTerms terms) {
        this.period = period;
        this.digest = DigestFold.of(period, matters, asking);
        this.matters = matters;
        this.terms = terms;
        this.state = period.after();
        this.team = state.team();
        this.names = new Names(team);
    }

    /** The agenda for whoever asks. */
    public static Agenda of(Period period, Matters matters, Asking asking, AgendaTerms terms) {
        return new AgendaFold(period, matters, asking, terms).fold();
    }

    private Agenda fold() {
        state.boardsInOrder().forEach(this::board);
        decisions();
        blockers();
        threads();
        items.sort(Comparator.comparing(AgendaItem::kind)
                .thenComparing(item -> item.target().title())
                .thenComparing(AgendaItem::text));
        List<AgendaItem> now = new ArrayList<>();
        List<AgendaItem> later = new ArrayList<>();
        int minutes = 0;
        for (AgendaItem item : items) {
            boolean fits = minutes + item.minutes() <= terms.minutesMax();
            (fits ? now : later).add(item);
            minutes += fits ? item.minutes() : 0;
        }
        return new Agenda(
                digest.workspace(),
                digest.from(),
                digest.to(),
                digest.now(),
                terms.minutesMax(),
                digest.moved(),
                digest.still(),
                now,
                later,
                until(),
                new MeetingRule(period, matters, terms).advices());
    }

    private Instant until() {
        return terms.calendar(team, digest.reader())
                .flatMap(calendar -> calendar.nthDayFrom(digest.now(), DAYS_IN_WRITING))
                .map(WorkDay::end)
                .orElseGet(() -> digest.now().plus(Duration.ofDays(DAYS_IN_WRITING)));
    }

    private void board(BoardEntry entry) {
        Board board = Optional.ofNullable(state.boards().get(entry.id())).orElse(Board.NOT_HERE);
        board.cards().forEach((id, card) -> {
            if (!card.deleted()) {
                targets.put(id.hex(), Names.target(entry.id(), card));
                cards.put(id.hex(), card);
                conflict(entry.id(), card);
            }
        });
        board.cycles().forEach(cycle -> cycle(entry.id(), board, cycle));
    }

    private void conflict(BoardId board, Card card) {
        if (!card.meta().conflicts().isEmpty()) {
            String fields = card.meta().conflicts().stream()
                    .map(Conflict::field)
                    .map(field -> field.key())
                    .distinct()
                    .collect(Collectors.joining(", "));
            List<Person> writers = card.meta().conflicts().stream()
                    .flatMap(conflict -> conflict.candidates().stream())
                    .map(candidate -> names.person(candidate.author()))
                    .distinct()
                    .toList();
            items.add(AgendaItem.of(
                    AgendaItem.Kind.CONFLICT,
                    Names.target(board, card),
                    "was written by two at once (" + fields + ")",
                    writers));
        }
    }

    private void cycle(BoardId id, Board board, Cycle cycle) {
        List<CardId> path = cycle.path();
        board.card(path.getFirst())
                .ifPresent(first -> items.add(AgendaItem.of(
                        AgendaItem.Kind.CYCLE,
                        Names.target(id, first),
                        "blocks itself: "
                                + path.stream()
                                        .map(card -> Names.end(board, card))
                                        .collect(Collectors.joining(" → ")),
                        List.of())));
    }

    private void decisions() {
        for (DecisionFact decision : matters.decisions()) {
            Optional<AgendaItem.Kind> kind = switch (decision.standing()) {
                case OBJECTED -> Optional.of(AgendaItem.Kind.OBJECTED);
                case EXPIRED -> Optional.of(AgendaItem.Kind.EXPIRED);
                case OPEN, OVER -> Optional.empty();
            };
            kind.ifPresent(which -> items.add(AgendaItem.of(
                    which,
                    names.target(decision.document()),
                    decision.outcome(),
                    decision.waitingFor().stream().map(names::person).toList())));
        }
    }

    private void blockers() {
        for (Remark remark : matters.remarks()) {
            Target target = targets.get(remark.about());
            if (target != null && remark.blocker() && !remark.settled() && isOld(remark)) {
                items.add(AgendaItem.of(
                        AgendaItem.Kind.BLOCKER,
                        target,
                        "has been blocked for " + age(remark) + " working days: “" + Names.line(remark.text()) + "”",
                        List.of(remark.author())));
            }
        }
    }

    private boolean isOld(Remark remark) {
        return remark.at().isPresent() && age(remark) >= terms.blockerDays();
    }

    /** In working days of the card's first owner who has any, else of who wrote the blocker. */
    private int age(Remark remark) {
        Person whose = Optional.ofNullable(cards.get(remark.about())).stream()
                .flatMap(card -> names.owners(card).stream())
                .filter(owner -> owner.member().isPresent())
                .findFirst()
                .orElse(remark.author());
        return remark.at()
                .map(at -> terms.calendar(team, whose).daysBetween(at, digest.now()))
                .orElse(0);
    }

    private void threads() {
        for (ThreadFact thread : matters.threads()) {
            if (!thread.settled() && thread.rounds() >= terms.roundsMin()) {
                Target target = Optional.ofNullable(targets.get(thread.about()))
                        .orElseGet(() -> names.target(new dev.meridian.model.id.DocumentId(thread.about())));
                items.add(AgendaItem.of(
                        AgendaItem.Kind.THREAD,
                        target,
                        "went round " + thread.rounds() + " times: “" + Names.line(thread.text()) + "”",
                        thread.people()));
            }
        }
    }
}
