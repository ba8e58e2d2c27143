package dev.meridian.model.formats.ics;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.Period;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.id.CardId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a workspace as one calendar. Everything is of the state that it is given: no clock is asked. */
public final class IcsExport {

    private static final String DOMAIN = "@meridian";
    private static final int WEEK = 7;
    private static final int FIFTH = 5;

    private final WorkspaceState state;
    private final TimeZones zones;
    private final String workspace;
    private final long revision;
    private final IcsWriter out = new IcsWriter();

    private IcsExport(String workspace, WorkspaceState state, TimeZones zones, long revision) {
        this.state = state;
        this.zones = zones;
        this.workspace = workspace;
        this.revision = revision;
    }

    /**
     * The calendar as UTF-8.
     *
     * @param workspace its id in hex: what tells the cycles of one team from those of another
     * @param deadlines of decisions
     * @param revision rises with every change of the workspace, the same for everybody who has the same changes: the sequence of its cycles
     */
    public static byte[] write(
            String workspace, WorkspaceState state, TimeZones zones, List<IcsDeadline> deadlines, long revision) {
        return new IcsExport(workspace, state, zones, revision).write(deadlines);
    }

    private byte[] write(List<IcsDeadline> deadlines) {
        out.begin("VCALENDAR")
                .line("VERSION:2.0")
                .line("PRODID:-//Meridian//Meridian 1//EN")
                .line("CALSCALE:GREGORIAN");
        out.text("NAME", OneLine.of(state.team().name()))
                .text("X-WR-CALNAME", OneLine.of(state.team().name()));
        SortedMap<CycleKind, Cycle> cycles = new TreeMap<>(state.team().cycles());
        cycles.values().removeIf(cycle -> Zone.of(zones, cycle.zone()).isEmpty());
        zones(cycles);
        cycles.forEach(this::event);
        for (BoardEntry entry : state.boardsInOrder()) {
            Optional.ofNullable(state.boards().get(entry.id())).ifPresent(board -> todos(entry, board));
        }
        deadlines.stream()
                .sorted(Comparator.comparing(IcsDeadline::at)
                        .thenComparing(deadline -> deadline.document().hex()))
                .forEach(this::deadline);
        return out.end("VCALENDAR").bytes();
    }

    private void zones(SortedMap<CycleKind, Cycle> cycles) {
        SortedMap<String, Cycle> earliest = new TreeMap<>();
        cycles.values()
                .forEach(cycle -> earliest.merge(
                        cycle.zone(), cycle, (one, two) -> one.anchor().isBefore(two.anchor()) ? one : two));
        earliest.forEach((name, cycle) -> Zone.of(zones, name)
                .ifPresent(zone -> TimeZoneComponent.write(
                        out, zone, cycle.occurrence(0, zone).start())));
    }

    private void event(CycleKind kind, Cycle cycle) {
        LocalDateTime start = cycle.anchor().atStartOfDay().plusMinutes(cycle.minuteOfDay());
        out.begin("VEVENT").line("UID:" + kind.word() + "-" + workspace + DOMAIN);
        out.line("DTSTAMP:" + IcsTimes.stamp(revision)).line("SEQUENCE:" + revision);
        out.line("DTSTART;TZID=" + cycle.zone() + ":" + IcsTimes.local(start));
        if (cycle.minutes() > 0) {
            out.line("DURATION:PT" + cycle.minutes() + "M");
        }
        out.line("RRULE:" + rule(cycle));
        String team = OneLine.of(state.team().name());
        out.text("SUMMARY", title(kind) + (team.isEmpty() ? "" : ": " + team));
        out.line("TRANSP:" + (cycle.minutes() > 0 ? "OPAQUE" : "TRANSPARENT")).end("VEVENT");
    }

    private static String title(CycleKind kind) {
        return switch (kind) {
            case UPDATE -> "Weekly update due";
            case REVIEW -> "Review";
            case PLANNING -> "Planning";
        };
    }

    private static String rule(Cycle cycle) {
        int count = cycle.every().count();
        if (cycle.every().unit() == Period.Unit.WEEKS) {
            return "FREQ=WEEKLY;INTERVAL=" + count;
        }
        int week = (cycle.anchor().getDayOfMonth() - 1) / WEEK + 1;
        String day = TimeZoneComponent.word(cycle.anchor().getDayOfWeek());
        return "FREQ=MONTHLY;INTERVAL=" + count + ";BYDAY=" + (week == FIFTH ? "-1" : Integer.toString(week)) + day;
    }

    private void todos(BoardEntry entry, Board board) {
        Map<CardId, List<CardId>> blockers = blockers(board);
        Set<CardId> told = new HashSet<>();
        Deque<CardId> open = new ArrayDeque<>();
        board.cards().values().stream()
                .filter(card -> !card.deleted() && card.targetDate().isPresent())
                .forEach(card -> open.add(card.id()));
        while (!open.isEmpty()) {
            CardId card = open.removeFirst();
            if (told.add(card)) {
                open.addAll(blockers.getOrDefault(card, List.of()));
            }
        }
        told.stream()
                .sorted()
                .flatMap(id -> board.card(id).stream())
                .forEach(card -> todo(entry, board, card, blockers.getOrDefault(card.id(), List.of())));
    }

    /** By the card that waits. */
    private static Map<CardId, List<CardId>> blockers(Board board) {
        Map<CardId, List<CardId>> blockers = new TreeMap<>();
        board.dependencies().values().stream()
                .filter(arrow -> !arrow.deleted() && arrow.kind() == DependencyKind.BLOCKS)
                .sorted(Comparator.comparing((Dependency arrow) -> arrow.from().hex()))
                .forEach(arrow -> {
                    if (arrow.from() instanceof CardId from
                            && arrow.to() instanceof CardId to
                            && isThere(board, from)
                            && isThere(board, to)
                            && !blockers.getOrDefault(to, List.of()).contains(from)) {
                        blockers.computeIfAbsent(to, absent -> new ArrayList<>())
                                .add(from);
                    }
                });
        return blockers;
    }

    private static boolean isThere(Board board, CardId id) {
        return board.card(id).filter(card -> !card.deleted()).isPresent();
    }

    private void todo(BoardEntry entry, Board board, Card card, List<CardId> blockers) {
        long edits = edits(board, card);
        out.begin("VTODO").line("UID:" + uid(card.id()));
        out.line("DTSTAMP:" + IcsTimes.stamp(edits)).line("SEQUENCE:" + edits);
        out.text("SUMMARY", card.title().isBlank() ? "Untitled" : OneLine.of(card.title()));
        out.text("DESCRIPTION", card.description());
        card.targetDate().ifPresent(date -> out.line("DUE;VALUE=DATE:" + IcsTimes.date(date)));
        Optional<Status> status = card.status().map(state.team().statuses()::get);
        out.line("STATUS:" + status(status.map(Status::category)));
        List<String> categories = new ArrayList<>(card.labels());
        if (!entry.title().isBlank()) {
            categories.add(OneLine.of(entry.title()));
        }
        out.texts("CATEGORIES", categories);
        card.owners().forEach(owner -> out.text("CONTACT", OneLine.of(name(owner))));
        blockers.forEach(blocker -> out.line("RELATED-TO;RELTYPE=DEPENDS-ON:" + uid(blocker)));
        out.end("VTODO");
    }

    /** Every edit of the card, and of an arrow that says what it waits for, makes the sequence rise. */
    private static long edits(Board board, Card card) {
        return card.meta().life().edits()
                + board.arriving(card.id()).stream()
                        .map(board.dependencies()::get)
                        .filter(Objects::nonNull)
                        .mapToLong(arrow -> arrow.meta().life().edits())
                        .sum();
    }

    private void deadline(IcsDeadline deadline) {
        out.begin("VTODO").line("UID:decision-" + deadline.document().hex() + DOMAIN);
        out.line("DTSTAMP:" + IcsTimes.stamp(deadline.sequence())).line("SEQUENCE:" + deadline.sequence());
        out.text("SUMMARY", "Decide: " + OneLine.of(deadline.title()));
        out.line("DUE:" + IcsTimes.utc(deadline.at()));
        deadline.asked().forEach(name -> out.text("CONTACT", OneLine.of(name)));
        out.line("STATUS:" + (deadline.closed() ? "COMPLETED" : "NEEDS-ACTION")).end("VTODO");
    }

    private static String status(Optional<StatusCategory> category) {
        return category.map(each -> switch (each) {
                    case BACKLOG, SCOPED -> "NEEDS-ACTION";
                    case ACTIVE, REVIEW -> "IN-PROCESS";
                    case DONE -> "COMPLETED";
                    case DROPPED -> "CANCELLED";
                })
                .orElse("NEEDS-ACTION");
    }

    private String name(Owner owner) {
        return switch (owner) {
            case Owner.Named named -> named.name();
            case Owner.OfMember of ->
                Optional.ofNullable(state.team().members().get(of.member()))
                        .map(Member::name)
                        .orElse("somebody");
        };
    }

    private static String uid(CardId card) {
        return "card-" + card.hex() + DOMAIN;
    }
}
