package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a {@link Pack} of the period since it was frozen. */
public final class PackFold {

    private final Period period;
    private final Matters matters;
    private final WorkspaceState frozen;
    private final Names names;

    private PackFold(Period period, Matters matters) {
        this.period = period;
        this.matters = matters;
        this.frozen = period.before();
        this.names = new Names(frozen.team());
    }

    /**
     * The pack for a meeting.
     *
     * @param period since the boards and documents were frozen
     * @param meeting when it is; empty where nobody said
     */
    public static Pack of(Period period, Matters matters, Asking asking, AgendaTerms terms, Optional<Instant> meeting) {
        return new PackFold(period, matters).fold(asking, terms, meeting);
    }

    private Pack fold(Asking asking, AgendaTerms terms, Optional<Instant> meeting) {
        Agenda agenda = AgendaFold.of(period, matters, asking, terms);
        List<AgendaItem> open = new ArrayList<>(agenda.items());
        open.addAll(agenda.inWriting());
        Digest digest = DigestFold.of(period, matters, asking);
        int changed = digest.moved().size()
                + digest.edited().size()
                + (int) digest.still().stream()
                        .filter(line -> !line.changes().isEmpty())
                        .count()
                + (int) digest.others().stream()
                        .filter(line -> line.target() instanceof Target.OfDocument)
                        .count();
        return new Pack(
                period.after().team().name(),
                period.from(),
                asking.now(),
                meeting,
                frozen.boardsInOrder().stream().map(this::board).toList(),
                frozen.documentsByTitle().stream()
                        .map(entry -> new Pack.OfDocument(
                                names.target(entry.id()),
                                Optional.ofNullable(frozen.documents().get(entry.id()))
                                        .map(Document::text)
                                        .orElse("")))
                        .toList(),
                readers(asking.reader()),
                changed,
                open);
    }

    private Pack.OfBoard board(BoardEntry entry) {
        Board board = frozen.boards().getOrDefault(entry.id(), Board.NOT_HERE);
        List<Pack.OfGroup> groups = new ArrayList<>();
        board.groups().values().stream()
                .filter(group -> !group.deleted())
                .sorted(Comparator.comparingInt(
                                (Group group) -> group.position().x())
                        .thenComparingInt(group -> group.position().y())
                        .thenComparing(Group::id))
                .forEach(group -> groups.add(new Pack.OfGroup(
                        Optional.of(Names.line(group.title())), cards(entry.id(), board, Optional.of(group.id())))));
        List<CardLine> rest = cards(entry.id(), board, Optional.empty());
        if (!rest.isEmpty()) {
            groups.add(new Pack.OfGroup(Optional.empty(), rest));
        }
        return new Pack.OfBoard(new Target.OfBoard(entry.id(), Names.line(entry.title())), groups);
    }

    /** From the top down, as they are read. */
    private List<CardLine> cards(BoardId id, Board board, Optional<GroupId> group) {
        return board.cards().values().stream()
                .filter(card -> !card.deleted())
                .filter(card -> card.group()
                        .filter(each -> board.group(each)
                                .filter(there -> !there.deleted())
                                .isPresent())
                        .equals(group))
                .sorted(Comparator.comparingInt((Card card) -> card.position().y())
                        .thenComparingInt(card -> card.position().x())
                        .thenComparing(Card::id))
                .map(card -> new CardLine(
                        Names.target(id, card),
                        names.status(card).map(Status::name),
                        names.category(card),
                        names.owners(card),
                        card.targetDate(),
                        List.of(),
                        Optional.empty()))
                .toList();
    }

    private List<Pack.Reader> readers(Optional<MemberId> asks) {
        Names now = new Names(period.after().team());
        Set<Optional<MemberId>> active = period.happenings().stream()
                .filter(each -> each.position() > 0)
                .map(each -> now.person(each.author()).member())
                .collect(Collectors.toCollection(HashSet::new));
        // Whoever asks has it in hand.
        active.add(asks);
        Set<Optional<MemberId>> commented = matters.remarks().stream()
                .filter(Remark::fresh)
                .map(each -> each.author().member())
                .collect(Collectors.toSet());
        return period.after().team().members().values().stream()
                .filter(member -> !member.meta().life().deleted())
                .sorted(Comparator.comparing(Member::name).thenComparing(Member::id))
                .map(member -> reader(now.person(member.id()), member, active, commented))
                .toList();
    }

    private Pack.Reader reader(
            Person person, Member member, Set<Optional<MemberId>> active, Set<Optional<MemberId>> commented) {
        boolean read = member.looked()
                .filter(looked -> looked.position() >= period.from().position())
                .isPresent();
        Optional<MemberId> id = Optional.of(member.id());
        boolean said = commented.contains(id);
        return new Pack.Reader(person, read || said || active.contains(id), read, said);
    }
}
